import styles from "@/features/home/Hero.module.css";

const fill = (name: string) => ({ fill: `var(--${name})` });
const stroke = (name: string) => ({ stroke: `var(--${name})` });

export function Boats() {
  return (
    <g>
      <SailBoat />
      <Trawler />
      <RowingBoat />
    </g>
  );
}

function SailBoat() {
  return (
    <g className={styles.boat}>
      <path d="M566 300V196" style={stroke("ink-line")} strokeWidth="3" />
      <path d="M570 200c26 26 36 58 38 88h-38z" style={fill("sail")} />
      <path d="M562 214c-16 22-26 48-30 74h30z" style={fill("sail")} opacity="0.8" />
      <path d="M524 296h92c-6 16-18 22-30 22h-34c-14 0-24-8-28-22z" style={fill("hull-b")} />
    </g>
  );
}

function Trawler() {
  return (
    <g className={styles.boat}>
      <path
        d="M246 344V236M246 244l-58 92M246 244l76 88"
        style={stroke("ink-line")}
        strokeWidth="2.5"
        fill="none"
      />
      <path d="M192 344v-40h70v40z" style={fill("wall-a")} />
      <path d="M186 304h84l-6-10h-72z" style={fill("roof-dark")} />
      <path d="M202 314h18v14h-18zM230 314h18v14h-18z" style={fill("window")} />
      <path
        d="M126 334c50 14 130 16 226-6-6 34-26 56-52 58H184c-28-2-50-22-58-52z"
        style={fill("hull-a")}
      />
      <path d="M133 350c60 12 130 12 212-4" style={stroke("sail")} strokeWidth="4" fill="none" />
      <g style={stroke("sail")} strokeWidth="3" fill="none">
        <circle cx="284" cy="364" r="7" />
        <circle cx="308" cy="360" r="7" />
      </g>
      <path
        d="M140 390h200"
        style={stroke("foam")}
        strokeWidth="4"
        opacity="0.35"
        strokeLinecap="round"
      />
    </g>
  );
}

function RowingBoat() {
  return (
    <g className={styles.boat}>
      <path d="M430 372h108c-4 20-18 30-34 30h-40c-18 0-30-12-34-30z" style={fill("wall-d")} />
      <path d="M430 372h108l-4 9H434z" style={fill("roof-dark")} />
      <path d="M452 366l-34 40M514 366l34 38" style={stroke("ink-line")} strokeWidth="3" />
      <path
        d="M440 408h88"
        style={stroke("foam")}
        strokeWidth="3.5"
        opacity="0.35"
        strokeLinecap="round"
      />
    </g>
  );
}
