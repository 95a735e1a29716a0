// Finds a thing, a need, a workshop or a place by a part of its name.

import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { RegionPageQuery } from "../api/generated";
import { Icon } from "../design/icons";
import { useWords } from "../words/useWords";
import { regionWords } from "./words";

interface Found {
  readonly key: string;
  readonly name: string;
  readonly remark: string;
  readonly to: "/needs/$id" | "/workshops/$id";
  readonly id: string;
}

export function Finder({ data }: { readonly data: RegionPageQuery }) {
  const words = useWords(regionWords);
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const all = useMemo<Found[]>(
    () => [
      ...data.workshops.map(({ id, name, place }) => ({
        key: `w ${id}`,
        name,
        remark: place.name === name ? words.workshop : place.name,
        to: "/workshops/$id" as const,
        id,
      })),
      ...data.needs.map(({ id, item, place }) => ({ key: `n ${id}`, name: item.name, remark: place.name, to: "/needs/$id" as const, id })),
    ],
    [data, words.workshop],
  );
  const wanted = typed.trim().toLowerCase();
  const found = wanted === "" ? [] : all.filter(({ name, remark }) => `${name} ${remark}`.toLowerCase().includes(wanted)).slice(0, 12);
  return (
    <ComboBox
      aria-label={words.find}
      className="finder"
      items={found}
      inputValue={typed}
      onInputChange={setTyped}
      allowsCustomValue
      onSelectionChange={(key) => {
        const chosen = all.find((entry) => entry.key === key);
        if (chosen === undefined) return;
        setTyped("");
        void navigate({ to: chosen.to, params: { id: chosen.id } });
      }}
    >
      <Icon of={Search} />
      <Input placeholder={words.find} />
      <Popover className="popover">
        <ListBox className="options">
          {(entry: Found) => (
            <ListBoxItem id={entry.key} textValue={`${entry.name} ${entry.remark}`}>
              {entry.name} <span className="soft">{entry.remark}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
