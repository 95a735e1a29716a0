// The words of the plan's page, in all languages.

import { planWordsEn } from "./words.en";
import { planWordsIt } from "./words.it";

export const planWords = { en: planWordsEn, others: { it: planWordsIt } };
