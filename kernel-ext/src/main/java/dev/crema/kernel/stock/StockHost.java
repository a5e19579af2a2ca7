package dev.crema.kernel.stock;

import dev.crema.magics.ConfigMagic;
import dev.crema.magics.Host;
import dev.crema.magics.LibraryImports;
import dev.crema.magics.Magic;
import dev.crema.magics.Magics;
import dev.crema.magics.MimeBundle;
import dev.crema.magics.Notebook;
import dev.crema.magics.PlotMagic;
import dev.crema.magics.Renderer;
import dev.crema.magics.TrainMagic;
import dev.crema.magics.Views;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stock kernel as our magics see it. The two kernels have the same classes in different packages; what is left
/// for their adapters is the calls.
abstract class StockHost implements Host {
    private final Map<Class<?>, Renderer<Object>> renderers = new LinkedHashMap<>();

    /// Evaluates source text in the kernel.
    abstract @Nullable Object eval(String source) throws Exception;

    /// Makes the kernel show values of a type by [#render].
    abstract void register(Class<?> type);

    abstract void register(Magic magic);

    final void install() {
        Notebook.host(this);
        Views.addTo(new Views.Registry() {
            @Override
            public <T> void show(Class<T> type, Renderer<? super T> renderer) {
                renderers.put(type, value -> renderer.render(type.cast(value)));
                register(type);
            }
        });
        for (Magic magic : new Magics()
                .add(new TrainMagic(), new PlotMagic(), new ConfigMagic())
                .all()) register(magic);
        for (String name : LibraryImports.ALL)
            try {
                eval("import " + name + ";");
            } catch (Exception e) { // a kernel without an import is still of use
                System.err.println("Crema: import " + name + " failed: " + e.getMessage());
            }
    }

    /// Runs a magic; what it returns is shown here, because these kernels drop the values of lines.
    final @Nullable Object run(Magic magic, List<String> words, @Nullable String body) {
        String arguments = String.join(
                " ",
                words.stream()
                        .map(word -> word.matches(".*\\s.*") ? '"' + word + '"' : word)
                        .toList());
        Object value = body == null ? magic.line(arguments, this) : magic.cell(arguments, body, this);
        if (value != null) display(render(value), null);
        return null;
    }

    @Override
    public MimeBundle render(@Nullable Object value) {
        if (value instanceof MimeBundle bundle) return bundle;
        for (Map.Entry<Class<?>, Renderer<Object>> entry : renderers.entrySet())
            if (value != null && entry.getKey().isInstance(value))
                return entry.getValue().render(value);
        return MimeBundle.text(String.valueOf(value));
    }

    @Override
    public void print(String text) {
        System.out.print(text);
        System.out.flush();
    }

    @Override
    public boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public @Nullable Object evaluate(String expression) {
        try {
            return eval(expression);
        } catch (Exception e) {
            if (!e.getClass().getName().matches(".*(Compilation|IncompleteSource)Exception")) throw sneaky(e);
            throw new ExpressionException("`" + expression + "` does not compile");
        }
    }

    @Override
    public void bind(String name, String type, Object value) {
        Handover.give(value);
        try {
            eval(type + " " + name + " = " + Handover.class.getName() + ".take();");
        } catch (Exception e) {
            throw sneaky(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is not checked at run time
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /// A field that the kernels keep to themselves: the socket that outputs are published on.
    static Object field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel is built differently: " + e, e);
        }
    }
}
