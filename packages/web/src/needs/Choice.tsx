// One of many, found by typing a part of its name.

import { useId, useMemo, useState } from "react";
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { useWords } from "../words/useWords";
import { needWords } from "./words";

export interface Option {
  readonly id: string;
  readonly name: string;
  readonly remark: string;
}

export interface ChoiceProps {
  readonly label: string;
  readonly hint: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly fault: string | null;
  readonly onChange: (id: string) => void;
}

const MOST_SHOWN = 60;

export function Choice({ label, hint, options, value, fault, onChange }: ChoiceProps) {
  const words = useWords(needWords);
  const id = useId();
  const chosen = options.find((option) => option.id === value);
  const [typed, setTyped] = useState(chosen?.name ?? "");
  const wanted = typed === chosen?.name ? "" : typed.trim().toLowerCase();
  const shown = useMemo(
    () => options.filter(({ name, remark }) => `${name} ${remark}`.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN),
    [options, wanted],
  );
  return (
    <ComboBox
      className="field combo"
      items={shown}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={value === "" ? null : value}
      onSelectionChange={(key) => {
        onChange(key === null ? "" : String(key));
        setTyped(options.find((option) => option.id === key)?.name ?? typed);
      }}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={fault !== null}
    >
      <Label className="label">{label}</Label>
      <Input id={id} />
      <Text slot="description" className="soft small">
        {hint}
      </Text>
      <FieldError className="fault">{fault}</FieldError>
      <Popover className="popover">
        <ListBox className="options" renderEmptyState={() => <p className="pad soft">{words.nothingFound}</p>}>
          {(option: Option) => (
            <ListBoxItem id={option.id} textValue={option.name}>
              {option.name} <span className="soft">{option.remark}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
