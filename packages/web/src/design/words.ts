// The words of the parts that every page is made of, in all languages.

import { designWordsEn } from "./words.en";
import { designWordsIt } from "./words.it";

export const designWords = { en: designWordsEn, others: { it: designWordsIt } };
