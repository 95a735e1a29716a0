// The work log: what was done, how long, what was used and made, from a phone in the workshop.

import { Link } from "@tanstack/react-router";
import { Plus, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { uuidv7 } from "uuidv7";
import { document } from "../api/document";
import type { WorkLogQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Icon } from "../design/icons";
import { Loading, Notice, PageHead, ReadFault } from "../design/parts";
import { useWords } from "../words/useWords";
import { type DraftFault, entryOf, faultOf, freshDraft, jobOfDraft, type Line, type LogDraft, madeOf, NO_PIECES } from "./draft";
import { LoggedList } from "./LoggedList";
import { logView, type LogView, tilesOf } from "./logView";
import { hoursAndMinutes } from "./minutes";
import { WaitingStrip } from "./WaitingStrip";
import { post } from "./outbox";
import { PieceTiles } from "./PieceTiles";
import { TimeRule } from "./TimeRule";
import { callsOf, type Job, type JobPart, quantityOf } from "./workEntry";
import text from "./worklog.graphql?raw";
import { worklogWords } from "./words";
import "./worklog.css";

const workLog = document<WorkLogQuery, Record<string, never>>(text);

export function LogPage() {
  const words = useWords(worklogWords);
  const { data, error, refetch } = useRead(workLog, {});
  const view = data === undefined ? null : logView(data);
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (view === null || !data.viewer.mayChange)
    return (
      <>
        <PageHead title={words.title} />
        <Notice>{data.viewer.mayChange ? words.noAgent : words.mayNot}</Notice>
      </>
    );
  return (
    <div className="stack worklog narrow">
      <LogForm view={view} />
      <Link className="more-link" to="/hand-over">
        {words.toHandOver}
      </Link>
      <LoggedList events={view.logged} />
    </div>
  );
}

/** What is about to be logged, and the way to log it. */
function useLog(view: LogView) {
  const words = useWords(worklogWords);
  const [draft, setDraft] = useState(() => freshDraft({ id: uuidv7(), begun: Date.now() }, view));
  const [fault, setFault] = useState<DraftFault | null>(null);
  const [logged, setLogged] = useState<string | null>(null);
  const label = useLabel(draft, view);
  const change = (part: Partial<LogDraft>) => {
    setLogged(null);
    setDraft({ ...draft, ...part });
  };
  const send = async () => {
    const wrong = faultOf(draft, view);
    setFault(wrong);
    if (wrong !== null || label === null) return;
    const at = new Date().toISOString();
    const entry = entryOf(draft, view, { at, spoiledNote: words.spoiledMany });
    setDraft({
      ...freshDraft({ id: uuidv7(), begun: Date.now() }, view),
      job: entry.isNewJob ? "" : draft.job,
      maker: draft.maker,
      work: draft.work,
    });
    const isTaken = await post({ id: draft.id, label, at, calls: callsOf(entry, view.stocks) });
    setLogged(isTaken ? label : null);
  };
  const sentence = fault === null ? "" : fault.type === "NoName" ? words.needsName : words.tooMuch(fault.name);
  return { draft, change, send, label, sentence, logged };
}

function LogForm({ view }: { readonly view: LogView }) {
  const words = useWords(worklogWords);
  const { draft, change, send, label, sentence, logged } = useLog(view);
  const job = jobOfDraft(draft, view);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WaitingStrip />
      <PageHead title={job.name === "" ? words.title : job.name} line={job.forWhom === "" ? undefined : job.forWhom} />
      <JobField draft={draft} view={view} onChange={change} />
      <Part title={words.howLong} remark={words.since(clock(draft.begun))}>
        <TimeRule minutes={draft.minutes} onChange={(minutes) => change({ minutes })} />
        {view.works.length > 1 && (
          <select aria-label={words.workKind} value={draft.work ?? ""} onChange={(event) => change({ work: event.target.value })}>
            {view.works.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Part>
      {job.outputs.map((part) => (
        <OutputPart key={part.promise} part={part} draft={draft} onChange={change} />
      ))}
      <LinesPart
        title={words.used}
        add={words.addUsed}
        lines={draft.used}
        options={stockOptions(view, job)}
        onChange={(used) => change({ used })}
      />
      <LinesPart
        title={words.made}
        add={words.addMade}
        lines={draft.made}
        options={kindOptions(view)}
        onChange={(made) => change({ made })}
      />
      <LinesPart
        title={words.scrap}
        add={words.addScrap}
        lines={draft.scrap}
        options={kindOptions(view)}
        onChange={(scrap) => change({ scrap })}
      />
      <div className="field">
        <label htmlFor="log-note">{words.note}</label>
        <textarea id="log-note" rows={2} maxLength={500} value={draft.note} onChange={(event) => change({ note: event.target.value })} />
      </div>
      <p className="fault" role="alert">
        {sentence}
      </p>
      <p role="status" className="soft">
        {logged === null ? "" : words.logged(logged)}
      </p>
      <button type="submit" className="button kiln wide" disabled={label === null}>
        {label === null ? words.nothing : words.log(label)}
      </button>
    </form>
  );
}

const clock = (milliseconds: number): string => new Date(milliseconds).toTimeString().slice(0, 5);

/** What the button will write, in words: "2 h 15 and 9 joysticks"; null: nothing. */
function useLabel(draft: LogDraft, view: LogView): string | null {
  const words = useWords(worklogWords);
  const { hours, rest } = hoursAndMinutes(draft.minutes);
  const made = jobOfDraft(draft, view).outputs.flatMap((part) => {
    const much = quantityOf(madeOf(draft, part).text);
    return much === null ? [] : [words.pieces(much, part.name)];
  });
  const lines = [...draft.made, ...draft.used, ...draft.scrap].flatMap(({ of, quantity }) => {
    const much = quantityOf(quantity);
    const thing = [...view.stocks, ...view.kinds].find(({ id }) => id === of);
    return much === null || thing === undefined ? [] : [words.pieces(`${much} ${thing.symbol}`.trim(), thing.name)];
  });
  const parts = [...(draft.minutes === 0 ? [] : [words.hours(hours, rest)]), ...made, ...lines];
  const [last] = parts.slice(-1);
  if (last === undefined) return null;
  return parts.length === 1 ? last : words.and(parts.slice(0, -1).join(", "), last);
}

interface DraftProps {
  readonly draft: LogDraft;
  readonly view: LogView;
  readonly onChange: (part: Partial<LogDraft>) => void;
}

function JobField({ draft, view, onChange }: DraftProps) {
  const words = useWords(worklogWords);
  return (
    <>
      <div className="field">
        <label htmlFor="log-job">{words.job}</label>
        <select id="log-job" value={draft.job} onChange={(event) => onChange({ job: event.target.value })}>
          {view.jobs.map(({ id, name, forWhom }) => (
            <option key={id} value={id}>
              {forWhom === "" ? name : `${name} (${forWhom})`}
            </option>
          ))}
          <option value="">{words.otherJob}</option>
        </select>
      </div>
      {draft.job === "" && (
        <div className="pair">
          <div className="field">
            <label htmlFor="log-name">{words.otherJobName}</label>
            <input
              id="log-name"
              value={draft.name}
              maxLength={100}
              aria-describedby="log-name-hint"
              onChange={(event) => onChange({ name: event.target.value })}
            />
            <span id="log-name-hint" className="soft small">
              {words.otherJobHint}
            </span>
          </div>
          {view.parties.length > 1 && (
            <div className="field">
              <label htmlFor="log-maker">{words.forWhom}</label>
              <select id="log-maker" value={draft.maker} onChange={(event) => onChange({ maker: event.target.value })}>
                {view.parties.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
          )}
        </div>
      )}
    </>
  );
}

function Part({ title, remark, children }: { readonly title: string; readonly remark?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="part">
      <div className="part-head">
        <h2>{title}</h2>
        <span className="soft">{remark}</span>
      </div>
      {children}
    </section>
  );
}

/** What was promised of a job: as tiles where it is pieces, else as a number. */
function OutputPart({ part, draft, onChange }: { readonly part: JobPart } & Omit<DraftProps, "view">) {
  const words = useWords(worklogWords);
  const key = part.promise ?? part.kind;
  const tiles = tilesOf(part);
  if (tiles === null)
    return (
      <Part title={part.name} remark={words.doneOf(part.open, `${part.planned} ${part.unit}`)}>
        <input
          aria-label={words.much(part.name, part.unit)}
          inputMode="decimal"
          value={draft.amounts[key] ?? ""}
          onChange={(event) => onChange({ amounts: { ...draft.amounts, [key]: event.target.value } })}
        />
      </Part>
    );
  const pieces = draft.pieces[key] ?? NO_PIECES;
  const spoiled = pieces.spoiled.size;
  return (
    <Part
      title={part.name}
      remark={
        <>
          {words.doneOf(String(tiles.done + pieces.now - spoiled), String(tiles.whole))}
          {spoiled > 0 && <span className="madder-text">, {words.spoiledMany(spoiled)}</span>}
        </>
      }
    >
      <PieceTiles
        whole={tiles.whole}
        before={tiles.done}
        pieces={pieces}
        onChange={(next) => onChange({ pieces: { ...draft.pieces, [key]: next } })}
      />
      <p className="soft">{words.tiles}</p>
    </Part>
  );
}

interface Option {
  readonly id: string;
  readonly name: string;
  readonly symbol: string;
}

/** What the job is to take first, then by name. */
function stockOptions({ stocks }: LogView, { maker, inputs }: Job): readonly Option[] {
  const isPlanned = (kind: string) => Number(inputs.some((part) => part.kind === kind));
  const own = stocks.filter(({ owner }) => owner === maker);
  const ordered = own.toSorted((a, b) => isPlanned(b.kind) - isPlanned(a.kind) || a.name.localeCompare(b.name));
  return ordered.map(({ id, name, onhand, symbol }) => ({ id, name: `${name}: ${onhand} ${symbol}`, symbol }));
}
const kindOptions = ({ kinds }: LogView): readonly Option[] => kinds;

interface LinesProps {
  readonly title: string;
  readonly add: string;
  readonly lines: readonly Line[];
  readonly options: readonly Option[];
  readonly onChange: (lines: readonly Line[]) => void;
}

/** Things with how much of each: a line for each, and a button for one more. */
function LinesPart({ title, add, lines, options, onChange }: LinesProps) {
  const words = useWords(worklogWords);
  if (options.length === 0) return null;
  const put = (index: number, part: Partial<Line>) => onChange(lines.map((line, at) => (at === index ? { ...line, ...part } : line)));
  return (
    <section className="part lines" aria-label={title}>
      {lines.length > 0 && (
        <div className="part-head">
          <h2>{title}</h2>
        </div>
      )}
      {lines.map((line, index) => {
        const chosen = options.find(({ id }) => id === line.of);
        return (
          // Lines have no other name than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="line-row" key={index}>
            <select aria-label={`${title} ${words.kind}`} value={line.of} onChange={(event) => put(index, { of: event.target.value })}>
              {options.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <input
              aria-label={`${chosen?.name ?? title}: ${words.quantity}`}
              inputMode="decimal"
              value={line.quantity}
              onChange={(event) => put(index, { quantity: event.target.value })}
            />
            <span className="soft">{chosen?.symbol}</span>
            <button
              type="button"
              className="remove"
              aria-label={words.remove(chosen?.name ?? title)}
              onClick={() => onChange(lines.filter((_line, at) => at !== index))}
            >
              <Icon of={X} size={22} />
            </button>
          </div>
        );
      })}
      <button type="button" className="button" onClick={() => onChange([...lines, { of: options[0]?.id ?? "", quantity: "" }])}>
        <Icon of={Plus} size={16} /> {add}
      </button>
    </section>
  );
}
