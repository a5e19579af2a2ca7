package dev.crema.kernel.display;

import dev.crema.magics.MimeBundle;
import dev.crema.magics.Renderer;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/// Shows an image of the JDK as a picture.
final class ImageRenderer implements Renderer<RenderedImage> {
    private static final String PNG = "image/png";

    @Override
    public MimeBundle render(RenderedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = "image of " + image.getWidth() + " x " + image.getHeight() + " pixels";
        return MimeBundle.text(text)
                .with(PNG, Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .withMetadata(PNG, Map.of("width", image.getWidth(), "height", image.getHeight()));
    }
}
