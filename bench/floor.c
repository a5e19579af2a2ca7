/* Steps a second of the same training written by hand in C on OpenBLAS, for one model at a time: no framework, nothing allocated in a step,
   the update of a weight matrix inside the product that is its gradient. What a library costs is its distance from this.
   Built and run by all.py; the arguments are those of pytorch_steps.py. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112, SAMPLES = 12000, MOST_LAYERS = 16, CLASSES = 10 };

void cblas_sgemm(int order, int transposeA, int transposeB, int m, int n, int k, float alpha, const float *a, int lda, const float *b,
                 int ldb, float beta, float *c, int ldc);
void openblas_set_num_threads(int threads);

/* C = alpha op(A) op(B) + beta C, all row-major and dense. */
static void product(int ta, int tb, int m, int n, int k, float alpha, const float *a, const float *b, float beta, float *c) {
    cblas_sgemm(ROW_MAJOR, ta ? TRANSPOSED : PLAIN, tb ? TRANSPOSED : PLAIN, m, n, k, alpha, a, ta ? m : k, b, tb ? k : n, beta, c, n);
}

static float *zeros(size_t count) {
    size_t bytes = (count * sizeof(float) + 127) / 64 * 64;
    return memset(aligned_alloc(64, bytes), 0, bytes);
}

static float uniform(void) {
    static unsigned long long state = 0x9E3779B97F4A7C15ULL;
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (float)(state >> 40) / (1 << 24);
}

static float *drawn(size_t count, float bound) {
    float *values = zeros(count);
    for (size_t i = 0; i < count; i++) values[i] = (2 * uniform() - 1) * bound;
    return values;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + 1e-9 * now.tv_nsec;
}

/* ---- data: inputs of ten classes that a linear map decides ---- */

static float *inputs;
static int *targets;

static void draw_data(int width, int classes) {
    inputs = zeros((size_t)SAMPLES * width);
    targets = malloc(SAMPLES * sizeof(int));
    float *map = drawn((size_t)width * classes, 1), *scores = zeros(classes);
    for (int i = 0; i < SAMPLES; i++) {
        float *x = inputs + (size_t)i * width;
        memset(scores, 0, classes * sizeof(float));
        for (int k = 0; k < width; k++) {
            x[k] = uniform();
            for (int j = 0; j < classes; j++) scores[j] += (x[k] - 0.5f) * map[k * classes + j];
        }
        targets[i] = 0;
        for (int j = 1; j < classes; j++)
            if (scores[j] > scores[targets[i]]) targets[i] = j;
    }
}

/* ---- what all networks share ---- */

static int batch, next_batch;
static float rate = 0.01f, loss;

static void fill_rows(float *rows, const float *bias, size_t count, int width) {
    for (size_t r = 0; r < count; r++) memcpy(rows + r * width, bias, width * sizeof(float));
}

static void subtract_rows(float *bias, const float *gradient, size_t count, int width) {
    for (size_t r = 0; r < count; r++)
        for (int j = 0; j < width; j++) bias[j] -= rate * gradient[r * width + j];
}

/* Mean cross-entropy of the softmax, and its gradient. */
static void cross_entropy(const float *logits, const int *y, int classes, float *gradient) {
    loss = 0;
    for (int r = 0; r < batch; r++) {
        const float *row = logits + r * classes;
        float *g = gradient + r * classes, most = row[0], sum = 0;
        for (int j = 1; j < classes; j++) most = fmaxf(most, row[j]);
        for (int j = 0; j < classes; j++) sum += g[j] = expf(row[j] - most);
        loss -= logf(g[y[r]] / sum) / batch;
        for (int j = 0; j < classes; j++) g[j] = (g[j] / sum - (j == y[r])) / batch;
    }
}

/* ---- multi-layer perceptron ---- */

static int layers, width[MOST_LAYERS];
static float *weight[MOST_LAYERS], *bias[MOST_LAYERS], *value[MOST_LAYERS], *gradient[MOST_LAYERS];

static void make_layers(void) {
    for (int i = 0; i <= layers; i++) value[i] = zeros((size_t)batch * width[i]), gradient[i] = zeros((size_t)batch * width[i]);
    for (int i = 0; i < layers; i++) {
        weight[i] = drawn((size_t)width[i] * width[i + 1], 1 / sqrtf(width[i]));
        bias[i] = drawn(width[i + 1], 1 / sqrtf(width[i]));
    }
}

static void forward(const float *x) {
    for (int i = 0; i < layers; i++) {
        int n = width[i + 1];
        fill_rows(value[i + 1], bias[i], batch, n);
        product(0, 0, batch, n, width[i], 1, i ? value[i] : x, weight[i], 1, value[i + 1]);
        if (i < layers - 1)
            for (int j = 0; j < batch * n; j++) value[i + 1][j] = value[i + 1][j] > 0 ? value[i + 1][j] : 0;
    }
}

static void step_perceptron(void) {
    int j = next_batch++ % (SAMPLES / batch);
    const float *x = inputs + (size_t)j * batch * width[0];
    forward(x);
    cross_entropy(value[layers], targets + j * batch, width[layers], gradient[layers]);
    for (int i = layers - 1; i >= 0; i--) {
        int m = width[i], n = width[i + 1];
        if (i > 0) {
            product(0, 1, batch, m, n, 1, gradient[i + 1], weight[i], 0, gradient[i]);
            for (int k = 0; k < batch * m; k++) gradient[i][k] = value[i][k] > 0 ? gradient[i][k] : 0;
        }
        product(1, 0, m, n, batch, -rate, i ? value[i] : x, gradient[i + 1], 1, weight[i]);
        subtract_rows(bias[i], gradient[i + 1], batch, n);
    }
}

static long classes_found;

static void pass_perceptron(void) {
    int classes = width[layers];
    for (int j = 0; j < 10000 / batch; j++) {
        forward(inputs + (size_t)j * batch * width[0]);
        for (int r = 0; r < batch; r++) {
            const float *row = value[layers] + r * classes;
            int most = 0;
            for (int k = 1; k < classes; k++)
                if (row[k] > row[most]) most = k;
            classes_found += most;
        }
    }
}

/* ---- a line through ten points; xor with sigmoids: too small for products by a library ---- */

static float line_weight, line_bias;

static void step_line(void) {
    float dw = 0, db = 0;
    loss = 0;
    for (int i = 0; i < 10; i++) {
        float x = i / 10.0f, error = line_weight * x + line_bias - (3 * x + 2);
        loss += error * error / 10;
        dw += error * x, db += error;
    }
    line_weight -= rate * 0.2f * dw, line_bias -= rate * 0.2f * db;
}

static void step_xor(void) {
    static const float x[] = {0, 0, 0, 1, 1, 0, 1, 1}, y[] = {0, 1, 1, 0};
    memcpy(value[0], x, sizeof x);
    for (int i = 0; i < layers; i++)
        for (int r = 0; r < 4; r++)
            for (int j = 0; j < width[i + 1]; j++) {
                float sum = bias[i][j];
                for (int k = 0; k < width[i]; k++) sum += value[i][r * width[i] + k] * weight[i][k * width[i + 1] + j];
                value[i + 1][r * width[i + 1] + j] = 1 / (1 + expf(-sum));
            }
    loss = 0;
    for (int r = 0; r < 4; r++) {
        float p = value[layers][r];
        loss -= (y[r] > 0 ? logf(p) : logf(1 - p)) / 4;
        gradient[layers][r] = (p - y[r]) / 4;
    }
    for (int i = layers - 1; i >= 0; i--) {
        int m = width[i], n = width[i + 1];
        for (int r = 0; i > 0 && r < 4; r++)
            for (int k = 0; k < m; k++) {
                float sum = 0, p = value[i][r * m + k];
                for (int j = 0; j < n; j++) sum += gradient[i + 1][r * n + j] * weight[i][k * n + j];
                gradient[i][r * m + k] = sum * p * (1 - p);
            }
        for (int r = 0; r < 4; r++)
            for (int k = 0; k < m; k++)
                for (int j = 0; j < n; j++) weight[i][k * n + j] -= rate * gradient[i + 1][r * n + j] * value[i][r * m + k];
        subtract_rows(bias[i], gradient[i + 1], 4, n);
    }
}

/* ---- two 3x3 convolutions, each with relu and 2x2 max pooling, then one linear layer; channels last ---- */

typedef struct {
    int side, in, out;                        /* of the input image, channels */
    float *weight, *bias;                     /* [9 in, out], [out] */
    float *patches, *value, *pooled;          /* [positions, 9 in], [positions, out], [positions / 4, out] */
    float *gradient, *pooled_gradient;        /* of value and pooled */
    float *patch_gradient;                    /* of patches */
    unsigned char *winner;                    /* which of the four was largest; 4 if none was positive */
} Convolution;

static Convolution convolution(int side, int in, int out) {
    int to = side - 2, half = to / 2;
    size_t positions = (size_t)batch * to * to, pooled = (size_t)batch * half * half * out;
    float bound = 1 / sqrtf(9 * in);
    return (Convolution){side, in, out, drawn(9 * in * out, bound), drawn(out, bound), zeros(positions * 9 * in), zeros(positions * out),
                         zeros(pooled), zeros(positions * out), zeros(pooled), zeros(positions * 9 * in), malloc(pooled)};
}

static void unfold(const Convolution *c, const float *x, float *patches) {
    int to = c->side - 2, row = 3 * c->in;
    for (int b = 0; b < batch; b++)
        for (int i = 0; i < to; i++)
            for (int j = 0; j < to; j++, patches += 3 * row)
                for (int u = 0; u < 3; u++)
                    memcpy(patches + u * row, x + (((size_t)b * c->side + i + u) * c->side + j) * c->in, row * sizeof(float));
}

static void fold(const Convolution *c, const float *patches, float *x) {
    int to = c->side - 2, row = 3 * c->in;
    memset(x, 0, (size_t)batch * c->side * c->side * c->in * sizeof(float));
    for (int b = 0; b < batch; b++)
        for (int i = 0; i < to; i++)
            for (int j = 0; j < to; j++, patches += 3 * row)
                for (int u = 0; u < 3; u++) {
                    float *at = x + (((size_t)b * c->side + i + u) * c->side + j) * c->in;
                    for (int v = 0; v < row; v++) at[v] += patches[u * row + v];
                }
}

/* Relu and 2x2 max pooling at once. */
static void pool(Convolution *c) {
    int to = c->side - 2, half = to / 2, n = c->out;
    for (int b = 0; b < batch; b++)
        for (int i = 0; i < half; i++)
            for (int j = 0; j < half; j++) {
                const float *top = c->value + (((size_t)b * to + 2 * i) * to + 2 * j) * n, *low = top + to * n;
                size_t at = (((size_t)b * half + i) * half + j) * n;
                for (int k = 0; k < n; k++) {
                    float most = 0;
                    unsigned char which = 4;
                    if (top[k] > most) most = top[k], which = 0;
                    if (top[n + k] > most) most = top[n + k], which = 1;
                    if (low[k] > most) most = low[k], which = 2;
                    if (low[n + k] > most) most = low[n + k], which = 3;
                    c->pooled[at + k] = most, c->winner[at + k] = which;
                }
            }
}

static void unpool(Convolution *c) {
    int to = c->side - 2, half = to / 2, n = c->out;
    memset(c->gradient, 0, (size_t)batch * to * to * n * sizeof(float));
    for (int b = 0; b < batch; b++)
        for (int i = 0; i < half; i++)
            for (int j = 0; j < half; j++) {
                float *top = c->gradient + (((size_t)b * to + 2 * i) * to + 2 * j) * n, *low = top + to * n;
                size_t at = (((size_t)b * half + i) * half + j) * n;
                for (int k = 0; k < n; k++) {
                    float g = c->pooled_gradient[at + k];
                    int which = c->winner[at + k];
                    top[k] = which == 0 ? g : 0, top[n + k] = which == 1 ? g : 0;
                    low[k] = which == 2 ? g : 0, low[n + k] = which == 3 ? g : 0;
                }
            }
}

static Convolution first, second;

static void apply(Convolution *c, const float *x) {
    int positions = batch * (c->side - 2) * (c->side - 2);
    unfold(c, x, c->patches);
    fill_rows(c->value, c->bias, positions, c->out);
    product(0, 0, positions, c->out, 9 * c->in, 1, c->patches, c->weight, 1, c->value);
    pool(c);
}

static void update(Convolution *c) {
    int positions = batch * (c->side - 2) * (c->side - 2);
    product(1, 0, 9 * c->in, c->out, positions, -rate, c->patches, c->gradient, 1, c->weight);
    subtract_rows(c->bias, c->gradient, positions, c->out);
}

static void step_convolutions(void) {
    int j = next_batch++ % (SAMPLES / batch), features = width[0];
    apply(&first, inputs + (size_t)j * batch * 784);
    apply(&second, first.pooled);
    fill_rows(value[1], bias[0], batch, CLASSES);
    product(0, 0, batch, CLASSES, features, 1, second.pooled, weight[0], 1, value[1]);
    cross_entropy(value[1], targets + j * batch, CLASSES, gradient[1]);
    product(0, 1, batch, features, CLASSES, 1, gradient[1], weight[0], 0, second.pooled_gradient);
    product(1, 0, features, CLASSES, batch, -rate, second.pooled, gradient[1], 1, weight[0]);
    subtract_rows(bias[0], gradient[1], batch, CLASSES);
    unpool(&second);
    product(0, 1, batch * 121, 288, 64, 1, second.gradient, second.weight, 0, second.patch_gradient);
    update(&second);
    fold(&second, second.patch_gradient, first.pooled_gradient);
    unpool(&first);
    update(&first);
}

/* ---- the clock ---- */

static double run(void (*step)(void), int steps, double limit) {
    double start = seconds();
    long done = 0;
    for (; seconds() - start < limit; done += steps)
        for (int i = 0; i < steps; i++) step();
    return done / (seconds() - start);
}

int main(int count, char **arguments) {
    if (count < 6) return fprintf(stderr, "usage: floor MODEL BATCH THREADS WARM SECONDS [KIND]\n"), 2;
    char *model = arguments[1];
    void (*step)(void) = step_perceptron;
    int steps = 100;
    batch = atoi(arguments[2]);
    openblas_set_num_threads(atoi(arguments[3]));
    if (!strcmp(model, "line")) {
        step = step_line;
    } else if (!strcmp(model, "xor")) {
        static const int sizes[] = {2, 10, 10, 10, 1};
        layers = 4, rate = 0.5f, step = step_xor;
        memcpy(width, sizes, sizeof sizes);
        make_layers();
    } else if (!strcmp(model, "cnn")) {
        draw_data(784, CLASSES);
        first = convolution(28, 1, 32), second = convolution(13, 32, 64);
        layers = 1, width[0] = 1600, width[1] = CLASSES, step = step_convolutions;
        make_layers();
    } else if (strchr(model, '-')) {
        layers = -1;
        for (char *size = strtok(model, "-"); size; size = strtok(NULL, "-")) width[++layers] = atoi(size);
        draw_data(width[0], width[layers]);
        make_layers();
        if (count > 6 && !strcmp(arguments[6], "inference")) step = pass_perceptron, steps = 1;
    } else {
        return fprintf(stderr, "no %s by hand; line, xor, cnn or the sizes of an MLP\n", model), 2;
    }
    run(step, steps, atof(arguments[4]));
    double done = run(step, steps, atof(arguments[5]));
    fprintf(stderr, "loss %g\n", loss);
    printf("%f\n", done);
}
