// What waits on this device, and what the program did not take.

import { CloudOff } from "lucide-react";
import { Icon } from "../design/icons";
import { Notice } from "../design/parts";
import { useWords } from "../words/useWords";
import { dropWaiting, useOutbox } from "./outbox";
import { worklogWords } from "./words";

/** What is safe here and not sent yet, and what was not taken. */
export function WaitingStrip() {
  const words = useWords(worklogWords);
  const waiting = useOutbox();
  const open = waiting.filter(({ refusal }) => refusal === undefined);
  return (
    <>
      {open.length > 0 && (
        <div className="strip brass" role="status">
          <Icon of={CloudOff} size={22} />
          <span>
            <strong>{words.noSignal}</strong> {words.safe(open.length)}
          </span>
        </div>
      )}
      {waiting
        .filter(({ refusal }) => refusal !== undefined)
        .map(({ id, label, refusal = "" }) => (
          <Notice key={id} isFault>
            <p>{words.refused(label, refusal)}</p>
            <button type="button" className="button" onClick={() => dropWaiting(id)}>
              {words.drop}
            </button>
          </Notice>
        ))}
    </>
  );
}
