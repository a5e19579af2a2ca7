package dev.crema.kernel.magic;

import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicException;

/// `%timeit expression`: how long it takes when it runs often, compiled by the JIT.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
record TimeItMagic() implements Magic {
    @Override
    public String name() {
        return "timeit";
    }

    @Override
    public String help() {
        return "Runs an expression many times and says how long one takes: `%timeit x.matmul(w)`.";
    }

    @Override
    public Object line(String arguments, Host host) {
        if (arguments.isEmpty()) throw new MagicException("timeit", "write the expression behind it");
        String expression = arguments.endsWith(";") ? arguments.substring(0, arguments.length() - 1) : arguments;
        Object text = host.evaluate(TimeIt.class.getName() + ".measure(() -> " + expression + ")");
        return String.valueOf(text);
    }

    @Override
    public Object cell(String arguments, String body, Host host) {
        Object text = host.evaluate(TimeIt.class.getName() + ".measure(() -> {\n" + body + "\n})");
        return String.valueOf(text);
    }
}
