// The words of the stock, in all languages.

import { stockWordsEn } from "./words.en";
import { stockWordsIt } from "./words.it";

export const stockWords = { en: stockWordsEn, others: { it: stockWordsIt } };
