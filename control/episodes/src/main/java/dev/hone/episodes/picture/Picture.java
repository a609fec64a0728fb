package dev.hone.episodes.picture;

import dev.hone.core.HoneException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture as the bytes of its file, which are only looked into when its colours are asked for. */
public final class Picture {
    /** Pixels along a side beyond which nothing is decoded: a small file can claim a picture that fills the memory. */
    private static final int MOST = 8192;

    private final byte[] file;
    private final String place;

    private Picture(byte[] file, String place) {
        this.file = file;
        this.place = place;
    }

    /**
     * A picture that somebody else made.
     *
     * @param file a whole PNG or JPEG file; not copied
     * @param place where it comes from, for errors
     */
    public static Picture of(byte[] file, String place) {
        return new Picture(file, place);
    }

    /** A PNG of those colours, without loss: three channels of eight bits. */
    public static Picture png(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.colours(), 0, pixels.width());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Picture(bytes.toByteArray(), "a picture");
    }

    /** Its file; not a copy. */
    public byte[] file() {
        return file;
    }

    /**
     * Decodes it.
     *
     * @throws HoneException if the bytes are no picture that can be read
     */
    public Pixels pixels() {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw damaged("no picture of a kind that is known");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return pixels(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private Pixels pixels(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > MOST || height > MOST) {
            throw damaged(width + " x " + height + " pixels are more than " + MOST + " along a side");
        }
        BufferedImage image = reader.read(0);
        return new Pixels(width, height, image.getRGB(0, 0, width, height, new int[width * height], 0, width)).opaque();
    }

    private HoneException damaged(String why) {
        return new HoneException(place + ": a picture can't be read (" + why + ").", "copy or make the dataset again");
    }
}
