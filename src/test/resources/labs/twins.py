# The same cells for PyTorch, written as its users write them: LabTwinsTest holds that no cell of a lab is longer.
# %% 01-regression-by-hand cell-9
w, lr, mean_cost = 1.4, 0.01, 0
list_w, list_c = [], []
for i in range(100):
    here, ahead = cost(w), cost(w + 1e-5)
    gradient = (ahead - here) / 1e-5
    mean_cost = (here + ahead) / 2
    list_w.append(w)
    list_c.append(mean_cost)
    w -= lr * gradient
print(w, mean_cost)
# %% 03-quiz-final cell-6
class ScoreDataset(Dataset):
    def __init__(self, x, y):
        assert len(x) == len(y), f"{len(x)} inputs, but {len(y)} targets"
        self.x, self.y = torch.tensor(x), torch.tensor(y)
    def __len__(self):
        return len(self.x)
    def __getitem__(self, i):
        return self.x[i : i + 1], self.y[i : i + 1]
data = ScoreDataset(quiz, exam)
print(len(data), "samples, the first is", data[0])
# %% 03-quiz-final cell-10
def train_one_epoch(model, loader, optimizer, criterion):
    model.train()
    total = 0
    for x, y in loader:
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total / len(loader)
def evaluate(model, loader, criterion):
    model.eval()
    total = 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item()
    return total / len(loader)
# %% 04-cars-least-squares cell-6
X = torch.tensor(cars[["mpg"]].values, dtype=torch.float64)
y = torch.tensor(cars[["price"]].values, dtype=torch.float64)
ols = torch.inverse(X.T @ X) @ X.T @ y
print(ols)
print(f"w = {ols.item():.8f}")
# %% 04-cars-least-squares cell-15
v = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
epochs = 20 if quick else 100
for epoch in range(1, epochs + 1):
    for i in range(len(mpg)):
        loss = (v * mpg[i] - price[i]) ** 2
        loss.backward()
        with torch.no_grad():
            v -= lr * v.grad
        v.grad.zero_()
print(f"w = {v.item():.8f} after {epochs} epochs")
# %% 04-cars-least-squares cell-17
model = nn.Linear(1, 1, bias=False)
optimizer = optim.SGD(model.parameters(), lr=1e-5)
x32, y32 = X.float(), y.float()
path = []
for epoch in range(1000):
    optimizer.zero_grad()
    loss = nn.MSELoss()(model(x32), y32)
    loss.backward()
    optimizer.step()
    path.append(model.weight.item())
print(f"w = {model.weight.item():.4f}, a car of 25 miles per gallon costs {model(torch.tensor([25.0])).item():.0f} dollars")
plt.plot(path)
plt.axhline(table.params[0])
plt.xlabel("epoch")
plt.ylabel("w")
plt.show()
# %% 05-two-variables cell-6
plane = nn.Linear(2, 1)
criterion = nn.MSELoss()
def predict(model, x):
    return model(x).squeeze(1)
def train(model, lr):
    optimizer = optim.SGD(model.parameters(), lr=lr)
    train_curve, val_curve, mae_curve = [], [], []
    for epoch in range(epochs):
        model.train()
        optimizer.zero_grad()
        loss = criterion(predict(model, x_train), y_train)
        loss.backward()
        optimizer.step()
        train_curve.append(loss.item())
        model.eval()
        with torch.no_grad():
            val_curve.append(criterion(predict(model, x_val), y_val).item())
        if epoch % 200 > 0:
            continue
        with torch.no_grad():
            predicted = predict(model, x_test)
        mae_curve.append(mean_absolute_error(predicted, y_test))
        print(epoch, loss)
        if epoch % 2000 == 200:
            figure = plt.figure(figsize=(10, 3.8))
            cloud(figure.add_subplot(1, 3, 1, projection="3d"), x_test, y_test, "true")
            cloud(figure.add_subplot(1, 3, 2, projection="3d"), x_test, predicted, "predicted")
            cloud(figure.add_subplot(1, 3, 3, projection="3d"), x_train, predict(model, x_train).detach(), "predicted, train")
            plt.show()
    return train_curve, val_curve, mae_curve
# %% 12-mnist-prediction-grid cell-6
class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 512)
        self.fc2 = nn.Linear(512, 256)
        self.fc3 = nn.Linear(256, 128)
        self.fc4 = nn.Linear(128, 64)
        self.fc5 = nn.Linear(64, 10)
    def forward(self, x):
        x = F.relu(self.fc1(x.view(-1, 784)))
        x = F.relu(self.fc2(x))
        x = F.relu(self.fc3(x))
        x = F.relu(self.fc4(x))
        return self.fc5(x)
model = MLP()
summary(model, (12, 1, 28, 28))
# %% 12-mnist-prediction-grid cell-10
criterion = nn.CrossEntropyLoss()
optimizer = optim.SGD(model.parameters(), lr=0.01)
every = 200 if quick else 2000
for epoch in range(1, epochs + 1):
    running = 0.0
    for i, (x, y) in enumerate(train_loader):
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        running += loss.item()
        if i % every == every - 1:
            print("[%d, %5d] loss: %.3f" % (epoch, i + 1, running / every))
            running = 0.0
# %% 12-mnist-prediction-grid cell-12
correct, total = 0, 0
with torch.no_grad():
    for x, y in test_loader:
        _, predicted = torch.max(model(x), 1)
        total += y.size(0)
        correct += (predicted == y).sum().item()
print("%d/%d" % (correct, total))
print("Accuracy: %.3f" % (correct / total))
print("GroundTruth:", " ".join("%3s" % labels[j].item() for j in range(12)))
print("Prediction:", " ".join("%3s" % predictions[j].item() for j in range(12)))
# %% 13-hyperparameters cell-8
class MLP_h(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.linears = nn.ModuleList()
        inputs = 784
        for outputs in hidden:
            self.linears.append(nn.Linear(inputs, outputs))
            inputs = outputs
        self.linears.append(nn.Linear(inputs, 10))
    def forward(self, x):
        x = x.flatten(1)
        for linear in self.linears[:-1]:
            x = F.relu(linear(x))
        return self.linears[-1](x)
model = MLP_h([512, 256, 128, 64])
for name, _ in model.named_parameters():
    print(name)
print(sum(p.numel() for p in model.parameters() if p.requires_grad), "parameters (deck 002 counts 575,050)")
# %% 18-mnist-cnn cell-7
class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, 5)
        self.conv2 = nn.Conv2d(10, 20, 5)
        self.pool = nn.MaxPool2d(2)
        self.fc = nn.Linear(320, 10)
    def forward(self, x):
        x = F.relu(self.pool(self.conv1(x)))
        x = F.relu(self.pool(self.conv2(x)))
        return self.fc(x.flatten(1))
model = CNN()
summary(model, (64, 1, 28, 28))
# %% 18-mnist-cnn cell-8
data = Subset(mnist_train, range(3000)) if quick else mnist_train
train = DataLoader(data, 64, shuffle=True)
criterion = nn.CrossEntropyLoss()
optimizer = optim.SGD(model.parameters(), lr=0.01, momentum=0.5)
for epoch in range(1, 2 if quick else 3):
    model.train()
    for i, (x, y) in enumerate(train):
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        if i % 100 == 0:
            print("Train Epoch: {} [{}/{} ({:.0f}%)]\tLoss: {:.6f}".format(epoch, i * 64, len(data), 100 * i / len(train), loss.item()))
# %% 22-vgg cell-4
cfg = {
    "VGG11": [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "VGG13": [64, 64, "M", 128, 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "VGG16": [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M"],
}
class VGG(nn.Module):
    def __init__(self, name, norm, narrower):
        super().__init__()
        layers = []
        inputs = 3
        for size in cfg[name]:
            if size == "M":
                layers += [nn.MaxPool2d(2)]
                continue
            outputs = size // narrower
            layers += [nn.Conv2d(inputs, outputs, 3, padding=1)]
            if norm:
                layers += [nn.BatchNorm2d(outputs)]
            layers += [nn.ReLU(inplace=True)]
            inputs = outputs
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(inputs, 10)
    def forward(self, x):
        x = self.features(x)
        return self.classifier(x.view(x.size(0), -1))
for name in ["VGG11", "VGG13", "VGG16"]:
    print(name, sum(p.numel() for p in VGG(name, True, 1).parameters()), "parameters, here", sum(p.numel() for p in VGG(name, True, narrower).parameters()))
