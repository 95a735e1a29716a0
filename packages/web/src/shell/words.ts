// The words of the frame, in all languages.

import { shellWordsEn } from "./words.en";
import { shellWordsIt } from "./words.it";

export const shellWords = { en: shellWordsEn, others: { it: shellWordsIt } };
