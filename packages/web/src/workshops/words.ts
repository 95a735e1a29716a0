// The words of workshops, in all languages.

import { workshopWordsEn } from "./words.en";
import { workshopWordsIt } from "./words.it";

export const workshopWords = { en: workshopWordsEn, others: { it: workshopWordsIt } };
