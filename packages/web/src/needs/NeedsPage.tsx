// NeedsPage: begun.

import { PageHead } from "../design/parts";
import { shellWords } from "../shell/words";
import { useWords } from "../words/useWords";

export function NeedsPage() {
  return <PageHead title={useWords(shellWords).needs} />;
}
