// The words of the region's page, in all languages.

import { regionWordsEn } from "./words.en";
import { regionWordsIt } from "./words.it";

export const regionWords = { en: regionWordsEn, others: { it: regionWordsIt } };
