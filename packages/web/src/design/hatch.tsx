// Textures of what is planned and what is scarce, for drawings.

/** Put once into every drawing; `prefix` keeps the ids of several drawings on a page apart. Fill with `url(#PREFIX-planned)`. */
export function HatchDefs({ prefix }: { readonly prefix: string }) {
  return (
    <defs>
      <Hatch id={`${prefix}-planned`} colour="blueprint" tile={6} width={1.5} share={62} />
      <Hatch id={`${prefix}-scarce`} colour="brass" tile={6} width={1.5} share={62} />
      <Hatch id={`${prefix}-planned-wide`} colour="blueprint" tile={7} width={1.2} share={38} />
      <Hatch id={`${prefix}-scarce-wide`} colour="brass" tile={7} width={1.2} share={45} />
      <Hatch id={`${prefix}-weekend`} colour="ink" tile={6} width={1} share={9} isBare />
    </defs>
  );
}

interface HatchProps {
  readonly id: string;
  readonly colour: "blueprint" | "brass" | "ink";
  readonly tile: number;
  readonly width: number;
  /** Percent of the colour in the lines. */
  readonly share: number;
  readonly isBare?: boolean;
}

function Hatch({ id, colour, tile, width, share, isBare = false }: HatchProps) {
  return (
    <pattern id={id} width={tile} height={tile} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      {!isBare && <rect width={tile} height={tile} fill={`var(--${colour}-wash)`} />}
      <line x1="0" y1="0" x2="0" y2={tile} stroke={`color-mix(in srgb, var(--${colour}) ${share}%, transparent)`} strokeWidth={width * 2} />
    </pattern>
  );
}
