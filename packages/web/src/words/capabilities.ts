// What machines and people can do, in words.

import type { Language } from "./language";

const NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    "fdm-printing": "3D printing",
    "resin-printing": "resin printing",
    "laser-cutting": "laser cutting",
    "cnc-milling": "CNC milling",
    "wood-working": "wood working",
    "metal-working": "metal working",
    "electronics-bench": "electronics bench",
    "assembly-bench": "assembly bench",
    "plastic-shredding": "plastic shredding",
    "plastic-extruding": "plastic extruding",
    "plastic-pressing": "plastic pressing",
    "filament-extruding": "filament making",
    "smt-line": "SMT line",
    "machine-care": "machine care",
    assembly: "assembly",
    electronics: "electronics",
    wood: "wood work",
    metal: "metal work",
  },
  it: {
    "fdm-printing": "stampa 3D",
    "resin-printing": "stampa in resina",
    "laser-cutting": "taglio laser",
    "cnc-milling": "fresatura CNC",
    "wood-working": "lavorazione del legno",
    "metal-working": "lavorazione dei metalli",
    "electronics-bench": "banco di elettronica",
    "assembly-bench": "banco di montaggio",
    "plastic-shredding": "triturazione della plastica",
    "plastic-extruding": "estrusione della plastica",
    "plastic-pressing": "pressatura della plastica",
    "filament-extruding": "produzione di filamento",
    "smt-line": "linea SMT",
    "machine-care": "cura delle macchine",
    assembly: "montaggio",
    electronics: "elettronica",
    wood: "falegnameria",
    metal: "lavoro sui metalli",
  },
};

/** A capability or skill in words; an id that we have no words for is read as it is, with spaces. */
export const capabilityName = (id: string, language: Language): string => NAMES[language][id] ?? NAMES.en[id] ?? id.replace(/[-_]+/g, " ");
