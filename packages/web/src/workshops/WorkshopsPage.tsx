// WorkshopsPage: begun.

import { PageHead } from "../design/parts";
import { shellWords } from "../shell/words";
import { useWords } from "../words/useWords";

export function WorkshopsPage() {
  return <PageHead title={useWords(shellWords).workshops} />;
}
