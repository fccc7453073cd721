import { NotFound } from '@/components/shell/not-found';

export default function NoSuchDevice() {
  return <NotFound />;
}
