/** What NVIDIA's CUDA images say about themselves in their tags. */
import type { ImageReference, Stage } from './model';
import { rootBase } from './stages';

export interface CudaImage {
  /** Major and minor number: `12.4`. */
  readonly version: string;
  /** What is in it, from the least to the most. */
  readonly flavor: 'base' | 'runtime' | 'devel';
  readonly cudnn: boolean;
  readonly image: ImageReference;
}

/** Undefined for other images, and for tags that do not say what they hold. */
export function cudaImage(image: ImageReference): CudaImage | undefined {
  if (image.normalized !== 'docker.io/nvidia/cuda' && image.normalized !== 'nvcr.io/nvidia/cuda') return undefined;
  const match = /^(\d+\.\d+)(?:\.\d+)?(-cudnn\d*)?-(base|runtime|devel)(?:-|$)/.exec(image.tag?.replace(/-(runtime|devel)-(cudnn\d+)/, '-$2-$1') ?? '');
  return match ? { version: match[1]!, flavor: match[3] as CudaImage['flavor'], cudnn: match[2] !== undefined, image } : undefined;
}

/** Of the image that the stage is built on, looked up through the stage chain. */
export function cudaBase(stage: Stage | undefined): CudaImage | undefined {
  const base = stage && rootBase(stage);
  return base?.kind === 'image' ? cudaImage(base.image) : undefined;
}

/** Below zero where `a` is the older one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  return left![0]! - right![0]! || (left![1] ?? 0) - (right![1] ?? 0);
}
