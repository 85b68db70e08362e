package io.manako.app.query;

/**
 * Where a photo lies in a view: photo pixel p is drawn at {@code offset + scale · p}. Immutable; all drawing and all
 * pointer positions go through it, so marks are in photo pixels at any zoom.
 *
 * @param scale view pixels per photo pixel
 * @param offsetX view position of the photo's left edge
 * @param offsetY view position of the photo's top edge
 */
public record Viewport(
        double photoWidth,
        double photoHeight,
        double viewWidth,
        double viewHeight,
        double scale,
        double offsetX,
        double offsetY) {
    /** Largest magnification: a photo pixel is as large as a thumb nail's dot. */
    private static final double MAX_SCALE = 16;

    /** Free space around a photo that fits, in view pixels. */
    private static final double MARGIN = 16;

    /** Part of the photo that panning leaves in the view, in view pixels. */
    private static final double KEPT_IN_VIEW = 48;

    /** The whole photo, centred, as large as the view allows. */
    public static Viewport fit(double photoWidth, double photoHeight, double viewWidth, double viewHeight) {
        double scale = fitScale(photoWidth, photoHeight, viewWidth, viewHeight);
        return new Viewport(
                photoWidth,
                photoHeight,
                viewWidth,
                viewHeight,
                scale,
                (viewWidth - photoWidth * scale) / 2,
                (viewHeight - photoHeight * scale) / 2);
    }

    private static double fitScale(double photoWidth, double photoHeight, double viewWidth, double viewHeight) {
        double w = Math.max(1, viewWidth - 2 * MARGIN);
        double h = Math.max(1, viewHeight - 2 * MARGIN);
        return Math.min(MAX_SCALE, Math.min(w / photoWidth, h / photoHeight));
    }

    public boolean isFit() {
        return Math.abs(scale - fitScale(photoWidth, photoHeight, viewWidth, viewHeight)) < 1e-9;
    }

    /** How many times larger than fit the photo is. */
    public double zoom() {
        return scale / fitScale(photoWidth, photoHeight, viewWidth, viewHeight);
    }

    /** What lies in the middle of the view, as a share of the photo's width. */
    public double middleX() {
        return toPhotoX(viewWidth / 2) / photoWidth;
    }

    /** What lies in the middle of the view, as a share of the photo's height. */
    public double middleY() {
        return toPhotoY(viewHeight / 2) / photoHeight;
    }

    /** The photo so many times larger than fit, with a place in the middle that is given as shares of its sides. */
    public Viewport looking(double zoom, double middleX, double middleY) {
        double next = zoom * fitScale(photoWidth, photoHeight, viewWidth, viewHeight);
        return new Viewport(
                photoWidth,
                photoHeight,
                viewWidth,
                viewHeight,
                next,
                viewWidth / 2 - middleX * photoWidth * next,
                viewHeight / 2 - middleY * photoHeight * next);
    }

    public double toPhotoX(double viewX) {
        return (viewX - offsetX) / scale;
    }

    public double toPhotoY(double viewY) {
        return (viewY - offsetY) / scale;
    }

    public double toViewX(double photoX) {
        return offsetX + photoX * scale;
    }

    public double toViewY(double photoY) {
        return offsetY + photoY * scale;
    }

    /** Zooms by a factor; the photo pixel under the pointer stays under it. Never smaller than fit. */
    public Viewport zoomAt(double viewX, double viewY, double factor) {
        double fit = fitScale(photoWidth, photoHeight, viewWidth, viewHeight);
        double next = Math.clamp(scale * factor, fit, Math.max(fit, MAX_SCALE));
        if (next == fit) {
            return fit(photoWidth, photoHeight, viewWidth, viewHeight);
        }
        double x = toPhotoX(viewX);
        double y = toPhotoY(viewY);
        return new Viewport(photoWidth, photoHeight, viewWidth, viewHeight, next, viewX - x * next, viewY - y * next)
                .kept();
    }

    public Viewport panBy(double dx, double dy) {
        return new Viewport(photoWidth, photoHeight, viewWidth, viewHeight, scale, offsetX + dx, offsetY + dy).kept();
    }

    /** The same look in a view of another size: fit stays fit, else the middle stays in the middle. */
    public Viewport resized(double width, double height) {
        if (isFit()) {
            return fit(photoWidth, photoHeight, width, height);
        }
        return new Viewport(
                        photoWidth,
                        photoHeight,
                        width,
                        height,
                        scale,
                        offsetX + (width - viewWidth) / 2,
                        offsetY + (height - viewHeight) / 2)
                .kept();
    }

    private Viewport kept() {
        double x = Math.clamp(
                offsetX, KEPT_IN_VIEW - photoWidth * scale, Math.max(KEPT_IN_VIEW, viewWidth - KEPT_IN_VIEW));
        double y = Math.clamp(
                offsetY, KEPT_IN_VIEW - photoHeight * scale, Math.max(KEPT_IN_VIEW, viewHeight - KEPT_IN_VIEW));
        return new Viewport(photoWidth, photoHeight, viewWidth, viewHeight, scale, x, y);
    }
}
