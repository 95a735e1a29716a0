// The fields of a need: what, how many, where, by when, how important, what for.

import { document } from "../api/document";
import type { NeedFormQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Loading, type Priority } from "../design/parts";
import { useFormat, useRegion } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { Choice } from "./Choice";
import type { NeedDraft } from "./draft";
import text from "./needForm.graphql?raw";
import { needWords } from "./words";

const needForm = document<NeedFormQuery, Record<string, never>>(text);
const PRIORITIES: readonly Priority[] = ["vital", "useful", "nice"];
const KIND_ORDER = { product: 0, part: 1, raw: 2, scrap: 3 } as const;

export interface FieldsProps {
  readonly draft: NeedDraft;
  readonly onChange: (part: Partial<NeedDraft>) => void;
  /** What is wrong with a field, in a sentence. */
  readonly fault: { readonly field: string; readonly sentence: string } | null;
  readonly isItemFixed?: boolean;
}

export function NeedFields({ draft, onChange, fault, isItemFixed = false }: FieldsProps) {
  const words = useWords(needWords);
  const { data } = useRead(needForm, {});
  if (data === undefined) return <Loading />;
  const faultOf = (field: string) => (fault?.field === field ? fault.sentence : null);
  const items = data.items
    .toSorted((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || a.name.localeCompare(b.name))
    .map(({ id, name, unit }) => ({ id, name, remark: unit === "piece" ? "" : unit }));
  const places = data.places
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name, town }) => ({ id, name, remark: town !== null && !name.includes(town) ? town : "" }));
  const unit = data.items.find(({ id }) => id === draft.item)?.unit ?? "piece";
  return (
    <>
      {!isItemFixed && (
        <Choice
          label={words.item}
          hint={words.itemHint}
          options={items}
          value={draft.item}
          fault={faultOf("item")}
          onChange={(item) => onChange({ item })}
        />
      )}
      <div className="pair">
        <TextField
          id="quantity"
          label={unit === "piece" ? words.quantity : words.quantityIn(unit)}
          value={draft.quantity}
          inputMode="decimal"
          fault={faultOf("quantity")}
          onChange={(quantity) => onChange({ quantity: quantity.replace(",", ".") })}
        />
        <DueField value={draft.due} fault={faultOf("due")} onChange={(due) => onChange({ due })} />
      </div>
      <Choice
        label={words.place}
        hint={words.placeHint}
        options={places}
        value={draft.place}
        fault={faultOf("place")}
        onChange={(place) => onChange({ place })}
      />
      <fieldset>
        <legend>{words.priority}</legend>
        <div className="cards-row">
          {PRIORITIES.map((priority) => (
            <label key={priority} className="card">
              <input type="radio" name="priority" checked={draft.priority === priority} onChange={() => onChange({ priority })} />
              <strong>{words[priority]}</strong>
              <span className="says">{words[`${priority}Says`]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextField
        id="name"
        label={words.name}
        hint={words.nameHint}
        value={draft.name}
        fault={faultOf("name")}
        onChange={(name) => onChange({ name })}
      />
    </>
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly inputMode?: "decimal";
  readonly fault: string | null;
  readonly onChange: (value: string) => void;
}

function TextField({ id, label, value, hint, inputMode, fault, onChange }: TextFieldProps) {
  const described = [hint === undefined ? "" : `${id}-hint`, fault === null ? "" : `${id}-fault`].filter((part) => part !== "").join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        inputMode={inputMode}
        autoComplete="off"
        aria-invalid={fault !== null}
        aria-describedby={described === "" ? undefined : described}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="soft small">
          {hint}
        </span>
      )}
      {fault !== null && (
        <span id={`${id}-fault`} className="fault">
          {fault}
        </span>
      )}
    </div>
  );
}

const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day between the first that the plan can promise and its last; where periods are no dates, one of them. */
function DueField({
  value,
  fault,
  onChange,
}: {
  readonly value: string;
  readonly fault: string | null;
  readonly onChange: (due: string) => void;
}) {
  const words = useWords(needWords);
  const format = useFormat();
  const periods = useRegion()?.region.periods ?? [];
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const hasDays = IS_DAY.test(first.end);
  return (
    <div className="field">
      <label htmlFor="due">{hasDays ? words.due : words.duePeriod}</label>
      {hasDays ? (
        <input
          id="due"
          type="date"
          min={first.end}
          max={last.end}
          value={value}
          aria-invalid={fault !== null}
          aria-describedby="due-hint"
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select id="due" value={value} onChange={(event) => onChange(event.target.value)}>
          {periods.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      )}
      <span id="due-hint" className={fault === null ? "soft small" : "fault"}>
        {fault ?? (hasDays ? words.dueHint(format.day(first.end), format.day(last.end)) : "")}
      </span>
    </div>
  );
}
