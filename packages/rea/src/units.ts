// The units that every community knows from the start.

import type { Unit } from "./unit.js";

const OM = "http://www.ontology-of-units-of-measure.org/resource/om-2/";

const unit = (id: string, label: string, [om, ucumCode]: readonly [om: string, ucum: string], symbol = id): Unit => ({
  id,
  label,
  symbol,
  omUnitIdentifier: OM + om,
  ucumCode,
});

/**
 * Units by id. Several may stand for OM's `one`: what is counted in pieces, pairs, or amounts of a currency. Identifiers are those of OM 2, codes those of UCUM.
 */
export const UNITS: ReadonlyMap<string, Unit> = new Map(
  [
    unit("one", "one", ["one", "1"], ""),
    unit("piece", "piece", ["one", "{piece}"], "pc"),
    unit("pair", "pair", ["one", "{pair}"]),
    unit("set", "set", ["one", "{set}"]),
    unit("%", "per cent", ["percent", "%"]),
    unit("mg", "milligram", ["milligram", "mg"]),
    unit("g", "gram", ["gram", "g"]),
    unit("kg", "kilogram", ["kilogram", "kg"]),
    unit("t", "tonne", ["tonne", "t"]),
    unit("mm", "millimetre", ["millimetre", "mm"]),
    unit("cm", "centimetre", ["centimetre", "cm"]),
    unit("m", "metre", ["metre", "m"]),
    unit("km", "kilometre", ["kilometre", "km"]),
    unit("cm2", "square centimetre", ["squareCentimetre", "cm2"], "cm²"),
    unit("m2", "square metre", ["squareMetre", "m2"], "m²"),
    unit("ha", "hectare", ["hectare", "har"]),
    unit("cm3", "cubic centimetre", ["cubicCentimetre", "cm3"], "cm³"),
    unit("m3", "cubic metre", ["cubicMetre", "m3"], "m³"),
    unit("ml", "millilitre", ["millilitre", "mL"], "ml"),
    unit("l", "litre", ["litre", "L"]),
    unit("s", "second", ["second-Time", "s"]),
    unit("min", "minute", ["minute-Time", "min"]),
    unit("h", "hour", ["hour", "h"]),
    unit("d", "day", ["day", "d"]),
    unit("wk", "week", ["week", "wk"]),
    unit("mo", "month", ["month", "mo"]),
    unit("a", "year", ["year", "a"]),
    unit("J", "joule", ["joule", "J"]),
    unit("kWh", "kilowatt hour", ["kilowattHour", "kW.h"]),
    unit("W", "watt", ["watt", "W"]),
    unit("kW", "kilowatt", ["kilowatt", "kW"]),
    unit("V", "volt", ["volt", "V"]),
    unit("A", "ampere", ["ampere", "A"]),
    unit("Cel", "degree Celsius", ["degreeCelsius", "Cel"], "°C"),
  ].map((each) => [each.id, each]),
);
