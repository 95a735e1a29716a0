// The words of the plan's page, in all languages.

import { planWordsEn } from "./words.en";

export const planWords = { en: planWordsEn, others: {} };
