package dev.crema.kernel.stock;

import dev.crema.magics.Magic;
import dev.crema.magics.MimeBundle;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.jspecify.annotations.Nullable;

/// JJava, 1.0a6 or newer.
public final class JJavaHost extends StockHost {
    private final BaseKernel kernel;

    private JJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /// Adds magics and renderers to a kernel.
    public static void install(Object kernel) {
        new JJavaHost((BaseKernel) kernel).install();
    }

    @Override
    @Nullable
    Object eval(String source) throws Exception {
        return kernel.evalRaw(source);
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
        kernel.getMagicsRegistry()
                .registerLineMagic(magic.name(), (_, words) -> run(magic, words, null))
                .registerCellMagic(magic.name(), (_, words, body) -> run(magic, words, body));
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
