package dev.crema.tensor.backend.simd;

import dev.crema.tensor.backend.UpdateRule;

/// The updates of `SimdUpdates` over floats, to the bit.
final class ScalarUpdates {
    private static final int MOST = 4096;

    private final float[] w;
    private final float[] g;
    private final float[] first;
    private final float[] second;

    private ScalarUpdates(int size, boolean two) {
        w = new float[size];
        g = new float[size];
        first = new float[size];
        second = new float[two ? size : 0];
    }

    /// @param second address of the second state, 0 for none
    static void update(UpdateRule rule, long count, long w, long g, long first, long second) {
        ScalarUpdates part = new ScalarUpdates((int) Math.min(MOST, count), second != 0);
        for (long done = 0; done < count; done += MOST) {
            long at = 4 * done;
            part.update(rule, (int) Math.min(MOST, count - done), w + at, g + at, first + at, second + at);
        }
    }

    private void update(UpdateRule rule, int n, long wAt, long gAt, long firstAt, long secondAt) {
        Floats.read(wAt, w, n);
        Floats.read(gAt, g, n);
        Floats.read(firstAt, first, n);
        if (second.length > 0) Floats.read(secondAt, second, n);
        switch (rule) {
            case UpdateRule.Momentum momentum -> momentum(momentum, n);
            case UpdateRule.Adam adam -> adam(adam, n);
            case UpdateRule.RmsProp rms -> rmsProp(rms, n);
            case UpdateRule.Adagrad adagrad -> adagrad(adagrad, n);
        }
        Floats.write(w, n, wAt);
        Floats.write(first, n, firstAt);
        if (second.length > 0) Floats.write(second, n, secondAt);
    }

    private void momentum(UpdateRule.Momentum rule, int n) {
        float keep = rule.first() ? 0 : (float) rule.momentum();
        float take = rule.first() ? 1 : (float) (1 - rule.dampening());
        float decay = (float) rule.decay();
        float ahead = rule.nesterov() ? (float) rule.momentum() : 1;
        float slopeToo = rule.nesterov() ? 1 : 0;
        float rate = (float) -rule.rate();
        for (int i = 0; i < n; i++) {
            float slope = w[i] * decay + g[i];
            float velocity = first[i] * keep + slope * take;
            first[i] = velocity;
            w[i] = (velocity * ahead + slope * slopeToo) * rate + w[i];
        }
    }

    private void adam(UpdateRule.Adam rule, int n) {
        float beta1 = (float) rule.beta1();
        float rest1 = (float) (1 - rule.beta1());
        float beta2 = (float) rule.beta2();
        float rest2 = (float) (1 - rule.beta2());
        float decay = (float) rule.decay();
        float shrink = (float) rule.shrink();
        float rate = (float) (-rule.step() * rule.root());
        float epsilon = (float) (rule.root() * rule.epsilon());
        for (int i = 0; i < n; i++) {
            float slope = w[i] * decay + g[i];
            float m = first[i] * beta1 + slope * rest1;
            float v = second[i] * beta2 + slope * slope * rest2;
            first[i] = m;
            second[i] = v;
            w[i] = w[i] * shrink + m * rate / ((float) Math.sqrt(v) + epsilon);
        }
    }

    private void rmsProp(UpdateRule.RmsProp rule, int n) {
        float alpha = (float) rule.alpha();
        float rest = (float) (1 - rule.alpha());
        float decay = (float) rule.decay();
        float rate = (float) -rule.rate();
        float epsilon = (float) rule.epsilon();
        for (int i = 0; i < n; i++) {
            float slope = w[i] * decay + g[i];
            float v = first[i] * alpha + slope * slope * rest;
            first[i] = v;
            w[i] = slope * rate / ((float) Math.sqrt(v) + epsilon) + w[i];
        }
    }

    private void adagrad(UpdateRule.Adagrad rule, int n) {
        float decay = (float) rule.decay();
        float rate = (float) -rule.rate();
        float epsilon = (float) rule.epsilon();
        for (int i = 0; i < n; i++) {
            float slope = w[i] * decay + g[i];
            float sum = first[i] + slope * slope;
            first[i] = sum;
            w[i] = slope * rate / ((float) Math.sqrt(sum) + epsilon) + w[i];
        }
    }
}
