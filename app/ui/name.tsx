type Props = { children: string };

/** A name in a script of any direction: it neither turns its surroundings around nor pushes them apart. */
export function Name({ children }: Props) {
  return <bdi style={{ overflowWrap: 'break-word' }}>{children}</bdi>;
}
