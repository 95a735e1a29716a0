// The words of the work log, in all languages.

import { worklogWordsEn } from "./words.en";
import { worklogWordsIt } from "./words.it";

export const worklogWords = { en: worklogWordsEn, others: { it: worklogWordsIt } };
