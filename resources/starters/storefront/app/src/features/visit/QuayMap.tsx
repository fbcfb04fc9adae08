/** A drawn map: water, piers, the tram line and the shop. */
export function QuayMap() {
  return (
    <svg
      viewBox="0 0 640 520"
      role="img"
      aria-label="Map: the shop stands at the end of the pier, five minutes on foot from the tram stop"
      className="h-full w-full rounded-2xl bg-sea-soft"
      preserveAspectRatio="xMidYMid slice"
    >
      <path
        d="M0 0H640V214C560 226 520 196 440 206L428 380H356L364 214C260 226 150 196 0 236Z"
        className="fill-sand"
      />
      <path
        d="M0 236C150 196 260 226 364 214L356 380H428L440 206C520 196 560 226 640 214"
        className="fill-none stroke-line"
        strokeWidth="6"
      />
      <g className="fill-none stroke-sea" strokeWidth="2" strokeLinecap="round" opacity="0.4">
        <path d="M60 330c14-8 28-8 42 0s28 8 42 0M180 420c14-8 28-8 42 0s28 8 42 0M500 330c14-8 28-8 42 0s28 8 42 0M480 450c14-8 28-8 42 0s28 8 42 0M70 470c14-8 28-8 42 0s28 8 42 0" />
      </g>
      <g className="fill-card stroke-line" strokeWidth="2">
        <path d="M60 52h92v62H60zM180 36h66v78h-66zM276 56h84v58h-84zM470 44h70v70h-70zM566 58h60v56h-60zM176 160h84v32h-84zM470 150h54v34h-54z" />
      </g>
      <path
        d="M-10 140H650"
        className="fill-none stroke-ink-soft"
        strokeWidth="3"
        strokeDasharray="2 9"
        strokeLinecap="round"
      />
      <path
        d="M398 140V352"
        className="fill-none stroke-crust"
        strokeWidth="4"
        strokeDasharray="1 10"
        strokeLinecap="round"
      />
      <circle cx="398" cy="140" r="11" className="fill-card stroke-crust" strokeWidth="4" />
      <g className="stroke-sea" strokeWidth="3">
        <path
          d="M300 300h40c-2 12-10 16-20 16s-18-4-20-16zM462 286h40c-2 12-10 16-20 16s-18-4-20-16z"
          className="fill-card"
        />
      </g>
      <g transform="translate(392 352)">
        <path d="M0 0c-20-26-28-38-28-52a28 28 0 0 1 56 0C28-38 20-26 0 0z" className="fill-sea" />
        <circle cy="-52" r="11" className="fill-paper" />
      </g>
      <g className="fill-ink font-sans text-[17px]">
        <text x="392" y="412" textAnchor="middle" className="font-serif text-[21px]">
          Harbor Market
        </text>
        <text x="414" y="130">
          Tram 4, Pier
        </text>
        <text x="186" y="182" className="text-[14px]">
          Ice house
        </text>
        <text x="474" y="172" className="text-[13px]">
          Bakery
        </text>
      </g>
    </svg>
  );
}
