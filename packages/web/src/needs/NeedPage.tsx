// NeedPage: begun.

import { PageHead } from "../design/parts";
import { shellWords } from "../shell/words";
import { useWords } from "../words/useWords";

export function NeedPage() {
  return <PageHead title={useWords(shellWords).needs} />;
}
