/** The page's style sheet; colours follow the reader's light or dark setting. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2733; --quiet: #66707c; --paper: #f6f7f9; --card: #fff; --line: #d5dae1;
  --hue0: #2f6fde; --hue1: #d9632a; --hue2: #1f9d63; --hue3: #8a4fd3; --hue4: #c2356f; --hue5: #0e8fa3; --volume: #8a7a4f; --amber: #c77f0a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --quiet: #98a3b0; --paper: #14181d; --card: #1f252c; --line: #38414c; --volume: #c2ae74; } }
body { margin: 2.5rem auto; max-width: 100rem; padding: 0 1.5rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.8rem; } h2 { margin: 2.2rem 0 .6rem; font-size: 1.1rem; } header p { margin: .2rem 0 0; color: var(--quiet); }
figure { margin: 1rem 0; overflow-x: auto; } svg { font-family: system-ui, sans-serif; display: block; }
pre { padding: 1rem 1.2rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; background: var(--card); font: 12.5px/1.55 ui-monospace, monospace; }
.card rect { fill: var(--card); stroke: var(--line); } .card .edge { fill: var(--hue0); stroke: none; } .card.missing .edge { fill: var(--amber); }
.name { font-size: 16px; font-weight: 650; fill: var(--ink); } .count { font-size: 14px; font-weight: 600; fill: var(--quiet); }
.fact { font-size: 12.5px; fill: var(--ink); } .quiet { font-size: 12px; fill: var(--quiet); } .port { font-size: 13px; font-weight: 600; fill: var(--ink); }
.internet { fill: none; stroke: var(--quiet); stroke-dasharray: 3 4; } .outside { font-size: 13px; fill: var(--quiet); letter-spacing: .08em; }
.arrow { fill: none; stroke: var(--ink); stroke-width: 1.6; } .arrow-head { fill: var(--ink); }
.lane path { fill: none; stroke: var(--hue); stroke-width: 3; stroke-linecap: round; } .lane circle { fill: var(--card); stroke: var(--hue); stroke-width: 3; }
.lane-name { font-size: 13px; font-weight: 600; fill: var(--hue); } .lane-name.volume { fill: var(--volume); } .volume-name { font-size: 13px; font-weight: 600; fill: var(--volume); }
.lane.volume path { stroke: var(--volume); stroke-width: 1.6; stroke-dasharray: 4 4; }
.lane .cylinder path, .lane .cylinder ellipse { fill: var(--card); stroke: var(--volume); stroke-width: 1.8; stroke-dasharray: none; }
.hue0 { --hue: var(--hue0); } .hue1 { --hue: var(--hue1); } .hue2 { --hue: var(--hue2); }
.hue3 { --hue: var(--hue3); } .hue4 { --hue: var(--hue4); } .hue5 { --hue: var(--hue5); } .hue0.volume { --hue: var(--volume); }
`;
