// The words of the catalogue of designs.

import { designPageWordsEn } from "./words.en";

export const designPageWords = { en: designPageWordsEn, others: {} };
