// The words of needs, in all languages.

import { needWordsEn } from "./words.en";
import { needWordsIt } from "./words.it";

export const needWords = { en: needWordsEn, others: { it: needWordsIt } };
