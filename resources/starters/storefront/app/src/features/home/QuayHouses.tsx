const fill = (name: string) => ({ fill: `var(--${name})` });

const houses = [
  { x: 760, width: 74, height: 116, wall: "wall-c", roof: "roof-dark" },
  { x: 834, width: 92, height: 150, wall: "wall-b", roof: "roof" },
  { x: 926, width: 70, height: 126, wall: "wall-a", roof: "roof-dark" },
  { x: 996, width: 104, height: 164, wall: "wall-d", roof: "roof" },
  { x: 1100, width: 100, height: 132, wall: "wall-c", roof: "roof" },
];

const ground = 336;

export function QuayHouses() {
  return (
    <g>
      {houses.map((house) => (
        <House key={house.x} {...house} />
      ))}
      <path d="M700 334h500v106H676z" style={fill("stone")} />
      <path d="M700 334h500v12H697z" style={fill("stone-dark")} />
      <g style={{ stroke: "var(--stone-dark)" }} strokeWidth="2" opacity="0.7">
        <path d="M694 370h506M690 398h510M684 424h516M780 346v24M880 346v24M980 346v24M1080 346v24" />
        <path d="M740 370v28M840 370v28M940 370v28M1040 370v28M1140 370v28M790 398v26M890 398v26M990 398v26M1090 398v26" />
      </g>
      <Awning />
      <Crates />
    </g>
  );
}

function House({ x, width, height, wall, roof }: (typeof houses)[number]) {
  const top = ground - height;
  const columns = width > 80 ? 3 : 2;
  const gap = width / (columns + 1);
  const rows = [top + 22, top + 58];

  return (
    <g>
      <rect x={x} y={top} width={width} height={height} style={fill(wall)} />
      <path d={`M${x - 4} ${top}l${width / 2 + 4}-34 ${width / 2 + 4} 34z`} style={fill(roof)} />
      {rows.flatMap((y) =>
        Array.from({ length: columns }, (_, column) => (
          <rect
            key={`${y}-${column}`}
            x={x + gap * (column + 1) - 7}
            y={y}
            width="14"
            height="20"
            rx="1.5"
            style={fill("window")}
          />
        )),
      )}
    </g>
  );
}

/** The shop itself: a striped awning over the counter. */
function Awning() {
  return (
    <g>
      <path d="M1006 290h84v46h-84z" style={fill("window")} opacity="0.85" />
      <path d="M1000 272h96l8 24H992z" style={fill("sail")} />
      <g style={fill("hull-a")}>
        <path d="M1000 272h16l-5 24h-19zM1032 272h16v24h-18zM1064 272h16l5 24h-18z" />
      </g>
      <path d="M1002 322h92v14h-92z" style={fill("stone-dark")} />
    </g>
  );
}

function Crates() {
  return (
    <g>
      <path d="M858 312h34v24h-34zM896 318h28v18h-28zM866 292h28v20h-28z" style={fill("wall-d")} />
      <g style={{ stroke: "var(--roof-dark)" }} strokeWidth="1.6" opacity="0.6">
        <path d="M858 320h34M858 328h34M896 324h28M896 330h28M866 299h28M866 305h28" />
      </g>
      <path d="M740 336v-18a7 7 0 0 1 14 0v18z" style={fill("roof-dark")} />
    </g>
  );
}
