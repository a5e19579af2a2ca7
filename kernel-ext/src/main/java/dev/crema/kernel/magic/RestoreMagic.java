package dev.crema.kernel.magic;

import dev.crema.kernel.eval.Evaluator;
import dev.crema.magics.Host;
import dev.crema.magics.Magic;
import dev.crema.magics.MagicException;
import dev.crema.nn.Module;
import dev.crema.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `%restore net`: what a model had learned before its class was changed, into the model made anew.
@SuppressWarnings("OrphanedFormatString") // here a per cent sign is a magic
record RestoreMagic(Evaluator evaluator) implements Magic {
    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String help() {
        return "Copies what a model had learned before its class changed into the model of now: `%restore net`."
                + " Every tensor whose name and shape still fit is copied, the rest is listed.";
    }

    @Override
    public @Nullable Object line(String arguments, Host host) {
        if (arguments.isEmpty()) throw new MagicException("restore", "name a model, as in %restore net");
        Object old = evaluator.variables().kept(arguments);
        if (old == null) throw new MagicException("restore", "nothing is kept of `" + arguments + "`");
        if (!(old instanceof Module before))
            throw new MagicException(
                    "restore", "what `" + arguments + "` held is no module; %restore copies the tensors of modules");
        if (!(host.evaluate(arguments) instanceof Module now))
            throw new MagicException("restore", "`" + arguments + "` holds no module now: make it anew first");
        host.print(copy(before.state(), now, arguments));
        return null;
    }

    private static String copy(Map<String, Tensor> before, Module now, String model) {
        Map<String, Tensor> values = new LinkedHashMap<>(now.state());
        List<String> left = new ArrayList<>();
        int copied = 0;
        for (Map.Entry<String, Tensor> entry : values.entrySet()) {
            Tensor old = before.get(entry.getKey());
            if (old == null) left.add(entry.getKey() + " is new");
            else if (!old.shape().equals(entry.getValue().shape()))
                left.add(entry.getKey() + " was " + old.shape() + " and is "
                        + entry.getValue().shape());
            else {
                entry.setValue(old);
                copied++;
            }
        }
        for (String name : before.keySet()) if (!values.containsKey(name)) left.add(name + " is gone");
        now.load(values);
        return "`" + model + "`: " + copied + " of " + values.size() + " tensors restored"
                + (left.isEmpty() ? "" : "; " + String.join(", ", left)) + "\n";
    }
}
