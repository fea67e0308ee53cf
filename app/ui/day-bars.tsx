type Props = {
  /** What is counted, such as "clicks". */
  what: string;
  days: readonly { readonly day: string; readonly clicks: number }[];
};

const WIDTH = 6;
const HEIGHT = 40;

/** One small bar for each day. The sum and the best day are its text for those who do not see it. */
export function DayBars({ what, days }: Props) {
  const most = Math.max(1, ...days.map(({ clicks }) => clicks));
  const sum = days.reduce((total, { clicks }) => total + clicks, 0);
  const best = days.find(({ clicks }) => clicks === most);
  const label = `${sum} ${what} in ${days.length} days${best ? `, most on ${best.day}: ${most}` : ''}`;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${days.length * WIDTH} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
    >
      {days.map(({ day, clicks }, at) => {
        const height = Math.max(1, (clicks / most) * HEIGHT);
        return (
          <rect
            key={day}
            x={at * WIDTH}
            y={HEIGHT - height}
            width={WIDTH - 2}
            height={height}
            fill={clicks > 0 ? 'var(--p-color-bg-fill-info)' : 'var(--p-color-border)'}
          >
            <title>{`${day}: ${clicks} ${what}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
