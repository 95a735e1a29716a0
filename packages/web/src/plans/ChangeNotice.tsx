// Tells what changed when a plan came while the page was open.

import { useState } from "react";
import { Notice } from "../design/parts";
import { useFormat } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { type ChangeView, changeSentence } from "./planChange";
import { changeWordsEn } from "./changeWords.en";
import { changeWordsIt } from "./changeWords.it";

const changeWords = { en: changeWordsEn, others: { it: changeWordsIt } };

/** Nothing until a newer plan than the one on the page at first is there; `isAlways`: also for that one. */
export function ChangeNotice({
  plan,
  isAlways = false,
}: {
  readonly plan: { readonly number: number; readonly change: ChangeView | null } | null;
  readonly isAlways?: boolean;
}) {
  const words = useWords(changeWords);
  const format = useFormat();
  const [first] = useState(plan?.number ?? 0);
  if (plan === null || plan.change === null || (plan.number <= first && !isAlways)) return null;
  return (
    <Notice>
      <strong>{words.since(plan.change.from)}</strong> {changeSentence(plan.change, words, format)}
    </Notice>
  );
}
