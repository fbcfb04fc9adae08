import { Boats } from "@/features/home/Boats";
import { QuayHouses } from "@/features/home/QuayHouses";
import styles from "@/features/home/Hero.module.css";

const stop = (name: string) => ({ stopColor: `var(--${name})` });
const fill = (name: string) => ({ fill: `var(--${name})` });

/** The harbour. Its colours come from Hero.module.css, so it changes with the theme. */
export function HarborScene() {
  return (
    <svg
      viewBox="0 0 1200 440"
      preserveAspectRatio="xMidYMax slice"
      className={styles.scene}
      role="img"
      aria-label="Fishing boats in a small harbour, with houses along the quay"
    >
      <defs>
        <linearGradient id="sky" x2="0" y2="1">
          <stop style={stop("sky-top")} />
          <stop offset="1" style={stop("sky-low")} />
        </linearGradient>
        <linearGradient id="water" x2="0" y2="1">
          <stop style={stop("sea-top")} />
          <stop offset="1" style={stop("sea-low")} />
        </linearGradient>
        <radialGradient id="glow">
          <stop style={stop("glow")} stopOpacity="0.9" />
          <stop offset="1" style={stop("glow")} stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="1200" height="290" fill="url(#sky)" />
      <circle cx="400" cy="196" r="230" fill="url(#glow)" />
      <circle cx="400" cy="200" r="44" style={fill("disc")} />
      <g style={fill("foam")} opacity="0.4">
        <path d="M110 92c30-16 60-14 84-2 24-12 60-8 78 8H96c4-2 8-4 14-6z" />
        <path d="M640 58c24-12 50-10 70 0 22-10 56-6 74 10H628c4-4 8-8 12-10z" />
      </g>
      <path
        d="M0 250C110 214 190 228 290 240 420 256 520 206 640 216 760 226 860 190 1200 232V292H0Z"
        style={fill("hill-far")}
      />
      <path
        d="M0 268C60 250 130 236 214 262 240 270 262 276 300 280H0ZM700 280C800 244 900 252 1200 246V292H640Z"
        style={fill("hill-near")}
      />
      <Lighthouse />
      <rect y="278" width="1200" height="162" fill="url(#water)" />
      <Water />
      <QuayHouses />
      <Boats />
      <Gulls />
    </svg>
  );
}

function Lighthouse() {
  return (
    <g>
      <path d="M132 250l6-74h20l6 74z" style={fill("wall-a")} />
      <path d="M135 216l1.6-20h22.800l1.6 20z" style={fill("hull-a")} />
      <path d="M138 176v-14h20v14z" style={fill("window")} />
      <path d="M134 162l14-14 14 14z" style={fill("roof")} />
    </g>
  );
}

function Water() {
  return (
    <g style={{ stroke: "var(--foam)" }} fill="none" strokeWidth="2.5" strokeLinecap="round">
      <g opacity="0.55">
        <path d="M372 290h56M360 300h82M378 310h46M366 322h70M384 336h34" />
      </g>
      <g className={styles.drift} opacity="0.35">
        <path d="M60 320c14-8 28-8 42 0s28 8 42 0M520 312c12-7 24-7 36 0s24 7 36 0" />
        <path d="M30 392c16-9 32-9 48 0s32 9 48 0M610 366c16-9 32-9 48 0s32 9 48 0" />
        <path d="M250 424c18-10 36-10 54 0s36 10 54 0M470 410c16-9 32-9 48 0s32 9 48 0" />
      </g>
    </g>
  );
}

function Gulls() {
  return (
    <g style={{ stroke: "var(--ink-line)" }} fill="none" strokeWidth="2.2" strokeLinecap="round">
      <path d="M560 118q10-12 20 0q10-12 20 0M620 92q8-9 16 0q8-9 16 0M512 150q7-8 14 0q7-8 14 0" />
    </g>
  );
}
