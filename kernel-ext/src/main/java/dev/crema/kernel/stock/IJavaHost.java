package dev.crema.kernel.stock;

import dev.crema.magics.Magic;
import dev.crema.magics.MimeBundle;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/// IJava 1.3.0. Its own kernel class is on no class path of ours: two of its methods are called by name.
public final class IJavaHost extends StockHost {
    private final BaseKernel kernel;

    private IJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /// Adds magics and renderers to a kernel.
    public static void install(Object kernel) {
        new IJavaHost((BaseKernel) kernel).install();
    }

    @Override
    @Nullable
    Object eval(String source) throws Exception {
        try {
            return kernel.getClass().getMethod("evalRaw", String.class).invoke(kernel, source);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw e;
        }
    }

    @Override
    void register(Class<?> type) {
        kernel.getRenderer()
                .createRegistration(type)
                .preferring("text/plain")
                .supporting("text/html", "image/png")
                .register((value, context) -> fill(context.getOutputContainer(), render(value)));
    }

    @Override
    void register(Magic magic) {
        try {
            Magics magics = (Magics) kernel.getClass().getMethod("getMagics").invoke(kernel);
            magics.registerLineMagic(magic.name(), words -> run(magic, words, null));
            magics.registerCellMagic(magic.name(), (words, body) -> run(magic, words, body));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is not IJava 1.3.0: " + e, e);
        }
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String id) {
        kernel.display(data(bundle, id));
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        JupyterSocket socket = (JupyterSocket) field(kernel.getCommManager(), "iopub");
        MessageContext context = (MessageContext) field(kernel.getCommManager(), "context");
        var update = new PublishUpdateDisplayData(data(bundle, id));
        socket.sendMessage(new Message<>(context, PublishUpdateDisplayData.MESSAGE_TYPE, update));
    }

    private static DisplayData data(MimeBundle bundle, @Nullable String id) {
        var data = new DisplayData();
        fill(data, bundle);
        if (id != null) data.putTransientData("display_id", id);
        return data;
    }

    private static void fill(DisplayData data, MimeBundle bundle) {
        bundle.data().forEach(data::putData);
        bundle.metadata().forEach(data::putMetaData);
    }
}
