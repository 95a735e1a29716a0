// How much room a part of the page has.

import { useLayoutEffect, useRef, useState } from "react";

/** A reference for the element, and its width and height in pixels; 0 before it is there. */
export function useSize() {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return { element, ...size };
}

const PHONE = "(max-width: 899px)";

/** True on a phone. */
export function useIsPhone(): boolean {
  const [isPhone, setIsPhone] = useState(() => matchMedia(PHONE).matches);
  useLayoutEffect(() => {
    const media = matchMedia(PHONE);
    const tell = () => setIsPhone(media.matches);
    media.addEventListener("change", tell);
    return () => media.removeEventListener("change", tell);
  }, []);
  return isPhone;
}
