"""Writes more_tensor_ops.json and more_autograd.json: expressions and the numbers that PyTorch gives for them.

Run it with a Python that has torch: `python make_cases.py`. The format is that of the other files here.
"""
import json, math, os, torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))

OPS = """
A+B|A-B|A*B|A/B|A+C|A-2|2-A|2*A|A/2|1/A|A**2|A**3|2**A|A**-1|A.abs()**0.5|-A|A//0.3|A%0.3|(-A)%0.3|I//2|I%2|-I//2|(-I)%2|I/2|I/I.add(1)|I*2.5|I+A|I**2|M*2|M+I|I+True
I.dtype|(I/2).dtype|(I*2).dtype|(I*2.5).dtype|(M+M).dtype|(I+A).dtype|A.long()|A.mul(3).int()|I.float()|I.double()|I.bool()|M.float()|M.long()|A.to(torch.float64)|torch.tensor([1,2]).dtype|torch.tensor([1.,2]).dtype
A.abs()|A.exp()|A.abs().log()|A.abs().sqrt()|A.sin()|A.cos()|A.tanh()|torch.sigmoid(A)|torch.relu(A)|A.sign()|A.mul(3).round()|A.mul(3).floor()|A.mul(3).ceil()|A.mul(3).trunc()|A.clamp(-0.3,0.3)|A.clamp(min=0)|A.clamp(max=0.1)|I.clamp(1,2)|I.clamp(min=1)|torch.clamp(A, 0.1, 0.5)|A.reciprocal()|A.abs().rsqrt()|A.square()|A.abs().log2()|A.abs().log10()|A.abs().log1p()|A.expm1()|A.tan()|A.neg()|F.softplus(A)|F.gelu(A)|F.leaky_relu(A,0.1)|F.elu(A)|F.silu(A)|F.logsigmoid(A)|F.hardtanh(A)
A.eq(A)|A==B|A>B|A>=0|A<B|A<=0|A!=0|torch.eq(I,2)|I.gt(1)|(A>0)&(B<0)|(A>0)|~M|(M & (A>0))|(M | (A>0))|(M ^ (A>0))|torch.logical_and(M,A>0)|torch.logical_not(M)|torch.maximum(A,B)|torch.minimum(A,B)|A.maximum(C)|torch.where(M,A,B)|torch.where(A>0,A,torch.zeros_like(A))|torch.where(M,1.0,0.0)|torch.where(A>0,A,0.)|torch.isnan(A/0*0)|torch.isfinite(A/0)|torch.isinf(A/0)|torch.allclose(A,A)|torch.equal(A,A)
A.sum()|A.sum(0)|A.sum(1,keepdim=True)|A.sum(-1)|E.sum((0,2))|E.sum(dim=(1,2),keepdim=True)|I.sum()|I.sum(0)|M.sum()|M.sum(1)|A.mean()|A.mean(1)|A.mean(0,keepdim=True)|E.mean((0,1))|I.float().mean()|A.std()|A.std(0)|A.std(1,keepdim=True)|A.std(unbiased=False)|A.std(1,unbiased=False)|A.var()|A.var(0)|A.var(1,unbiased=False,keepdim=True)|A.var(False)|E.var((0,1))|E.std((1,2))|torch.var_mean(A,0)|A.prod()|A.prod(1)|A.prod(0,keepdim=True)|I.prod()|A.max()|A.min()|A.max(1)|A.min(0)|A.max(1,keepdim=True)|A.max(1)[0]|A.max(0)[1]|A.max(1).values|A.min(1).indices|A.argmax()|A.argmax(1)|A.argmin(0)|A.argmax(dim=1,keepdim=True)|R.amax(0)|R.amin((0,1))|I.max()|I.argmax(1)|torch.max(A)|torch.max(A,1)|torch.max(A,B)|A.all()|M.all()|M.any()|M.all(0)|M.any(1)|M.any(dim=1,keepdim=True)|(A>0).all(1)|torch.count_nonzero(I)|A.norm()|A.norm(1)|A.norm(2,1)|A.norm(3,0,True)|A.norm(p=2,dim=1,keepdim=True)|torch.norm(A)|torch.linalg.norm(A)|A.norm(float('inf'))|A.logsumexp(1)|torch.logsumexp(A,0,keepdim=True)|E.logsumexp((0,1))|A.cumsum(0)|A.cumsum(1)|I.cumsum(1)|A.cumprod(1)|A.median()|A.median(1)|A.nansum()|torch.trace(D)|A.softmax(1)|A.log_softmax(0)|F.softmax(A,dim=-1)|F.log_softmax(E,dim=1)|F.normalize(A)|R.diff(dim=0)
R.sort()|R.sort(0)|R.sort(1,descending=True)|R.sort(dim=0,descending=True)[1]|R.argsort(1)|R.topk(2)|R.topk(2,0)|R.topk(1,dim=1,largest=False)|torch.topk(R,2,dim=1)[0]|R.kthvalue(2,1)|V.sort()[0]|I.flatten().unique()|torch.bincount(I.flatten())
A@D|torch.matmul(A,D)|torch.mm(A,D)|D@V|torch.mv(D,V)|V@V|V.dot(V)|torch.dot(V,V)|torch.outer(V,B)|torch.ger(V,B)|torch.bmm(E,Q)|E@Q|E@V|torch.matmul(E,V)|A@E|torch.addmm(torch.ones(2,4),A,D)|torch.addmm(torch.ones(2,4),A,D,beta=0.5,alpha=2)|torch.addmv(torch.ones(3),D,V)|torch.addmv(torch.ones(3),D,V,alpha=0.5)|torch.addbmm(torch.ones(3,2),E,Q)|torch.addbmm(torch.ones(3,2),E,Q,beta=2,alpha=0.1)|torch.baddbmm(torch.ones(2,3,2),E,Q)|torch.addr(torch.zeros(4,3),V,B)|torch.inverse(R.t()@R)|(R.t()@R).inverse()@(R.t()@R)|torch.linalg.inv(R.t()@R)|torch.einsum('ij,jk->ik',A,D)|torch.einsum('bij,bjk->bik',E,Q)|torch.einsum('ij->j',A)|torch.einsum('ii',D@D.t())|torch.kron(A,C)|F.linear(A,D.t(),V)|F.cosine_similarity(A,A*2+B)
A.t()|A.T|E.transpose(0,2)|E.transpose(1,2).shape|E.permute(2,0,1)|E.permute(2,0,1).shape|A.view(-1)|A.view(3,2)|A.view(-1,2)|A.reshape(3,-1)|A.t().reshape(-1)|E.view(2,-1).shape|E.flatten()|E.flatten(1)|E.flatten(0,1)|E.flatten(1,2).shape|A.unsqueeze(0)|A.unsqueeze(-1).shape|A.unsqueeze(1).squeeze()|A.unsqueeze(1).squeeze(1).shape|A.unsqueeze(1).squeeze(0).shape|C.squeeze()|C.squeeze(1)|C.squeeze(0)|C.expand(2,3)|C.expand(-1,4)|B.expand(2,3)|B.expand_as(A)|A.repeat(2,2)|A.repeat(2,1,1)|B.repeat(3)|torch.tile(B,(2,))|A.repeat_interleave(2,dim=1)|torch.cat((A,A))|torch.cat((A,A),0)|torch.cat([A,C],dim=1)|torch.cat((A,A),-1)|torch.stack((A,A))|torch.stack((A,A*2),1)|torch.stack([B,B],dim=-1)|torch.hstack((A,C))|torch.vstack((A,B))|A.chunk(2)|A.chunk(2,1)|D.chunk(3,dim=1)|A.split(1)|D.split(3,1)|D.split([1,3],dim=1)|A.unbind(0)|A.narrow(1,1,2)|A.flip(0)|A.flip(0,1)|A.roll(1,1)|A.roll(1)|D.tril()|D.triu(1)|E.movedim(0,2).shape|A.size()|A.size(0)|A.shape|A.dim()|A.numel()|len(A)|A.view_as(A.t())|A.tolist()|I.tolist()|A.contiguous().view(-1)|A.clone()|A.detach()|A[0,0].item()|I[0,0].item()
A[0]|A[-1]|A[0,1]|A[:,1]|A[:,1:]|A[...,0]|A[...,-1]|A[::2]|A[:,::2]|E[0,:,1]|E[...,1:3]|E[:,-1]|E[1,...]|E[:,:,-2:]|R[1:3]|R[-2:]|R[:-1,1:]|R[1:,::2]|A[None]|A[:,None].shape|A[M]|A[A>0]|R[[0,2]]|R[torch.tensor([2,0,2])]|R[:,[0,2]]|R[[0,1],[1,2]]|R[R[:,0]>0]|I[M]|A[0][1]|A[(0,1)]|A[1:1]|R[R.argmax(0)]
A.gather(1,torch.tensor([[0,2],[1,1]]))|torch.gather(A,0,torch.tensor([[0,1,1]]))|R.index_select(0,torch.tensor([2,0]))|torch.index_select(R,1,torch.tensor([2,0]))|A.masked_fill(M,0)|A.masked_fill(M,-1e9)|torch.masked_select(A,M)|A.take(torch.tensor([0,5]))|F.one_hot(I)|F.one_hot(I[0],5)|F.one_hot(torch.tensor([0,2,1]),num_classes=3)|torch.nonzero(I)|torch.zeros(2,3).scatter(1,I[:,:1].clamp(0,2),1.0)|V.diag()|torch.diag(V)|D.diag()|torch.diagonal(D)|torch.eye(3)|torch.eye(2,3)
torch.arange(5)|torch.arange(1,6,2)|torch.arange(0,1,0.25)|torch.arange(5.)|torch.arange(5,0,-2)|torch.arange(0,1,0.1)|torch.linspace(0,1,5)|torch.linspace(-1,1,4)|torch.zeros(2,3)|torch.ones(2)|torch.full((2,3),7)|torch.full((2,),0.5)|torch.zeros_like(A)|torch.ones_like(I)|torch.full_like(A,3)|torch.zeros(2,dtype=torch.int64)|torch.tensor([[1,2],[3,4]])|torch.tensor([1.5,2])|torch.tensor(3)|torch.tensor(2.5)|torch.tensor([True,False])|torch.arange(6).view(2,3)|torch.arange(6).reshape(2,3).float()
z=A.clone(); z[:,1]=1; z|z=A.clone(); z[0]=B; z|z=A.clone(); z[A<0]=0; z|z=torch.zeros(2,3); z[1,1:]=5; z|z=A.clone(); z.add_(1); z|z=A.clone(); z.mul_(2).sub_(B); z|z=A.clone(); z.fill_(2); z|z=A.clone(); z.zero_(); z|z=A.clone(); z+=1; z|z=I.clone(); z[z==2]=9; z|z=A.clone(); z.clamp_(0,1); z|z=torch.eye(3); z[:,0]=torch.tensor([7.,8,9]); z
F.mse_loss(A,A*2)|F.l1_loss(A,B.expand(2,3))|F.smooth_l1_loss(A*3,B.expand(2,3))|F.cross_entropy(R,torch.tensor([0,1,2,1]))|F.nll_loss(F.log_softmax(R,1),torch.tensor([0,1,2,1]))|F.binary_cross_entropy_with_logits(A,M.float())|F.binary_cross_entropy(torch.sigmoid(A),M.float())|nn.Softmax(dim=1)(A)|nn.ReLU()(A)|nn.LogSoftmax(dim=1)(A)|((A-B)**2).mean()|(A>0).float().mean()|(R.argmax(1)==torch.tensor([2,0,1,2])).sum()|(R.max(1)[1]==torch.tensor([2,0,1,2])).float().mean()|A.sum()/A.numel()|(R-R.mean(0))/R.std(0)|A/A.norm(dim=1,keepdim=True)
torch.zeros(0,3).sum()|torch.zeros(0,3).sum(0)|torch.zeros(0,3).mean()|torch.cat((torch.zeros(0,3),A))|torch.zeros(0,3)@D|torch.zeros(0).prod()|A[:0]|(A/0)|(A*0/0)|torch.tensor([float('nan'),1.]).max()|torch.tensor([float('nan'),1.]).sum()|torch.tensor([1.,float('inf')]).softmax(0)|torch.tensor([-1e30,0.]).logsumexp(0)|torch.tensor([1000.,0.]).softmax(0)|torch.tensor([1000.,-1000.]).sigmoid()|torch.tensor([float('nan'),2.,1.]).sort()[0]|torch.tensor([float('nan'),2.]).clamp(0,1)|torch.tensor([2.,float('nan'),1.]).argmax()|torch.maximum(torch.tensor([float('nan'),2.]),torch.tensor([1.,float('nan')]))|F.relu(torch.tensor([float('nan'),-1.]))|torch.sign(torch.tensor([0.,-2.]))|torch.tensor([-2.,2.]).sqrt()|torch.tensor([0.,-1.]).log()|torch.round(torch.tensor([0.5,1.5,2.5,-0.5]))|torch.tensor([-7,7])//2|torch.tensor([-7,7])%3|torch.tensor([-7.,7.])%-3|torch.tensor(-7)/2|torch.fmod(torch.tensor([-7.,7.]),3)|torch.div(torch.tensor([-7,7]),2,rounding_mode='trunc')|torch.div(torch.tensor([-7,7]),2,rounding_mode='floor')|torch.tensor([1,2])**3|torch.tensor([200,100],dtype=torch.uint8)+torch.tensor([100,100],dtype=torch.uint8)|torch.tensor([3],dtype=torch.int32)*2|(torch.tensor([3],dtype=torch.int32)*2).dtype|(torch.tensor([3],dtype=torch.int32)*torch.tensor(2)).dtype|(torch.tensor([3],dtype=torch.int32)*torch.tensor([2])).dtype|(torch.tensor([3],dtype=torch.uint8)+torch.tensor([2],dtype=torch.int32)).dtype|(A*torch.tensor(2.0,dtype=torch.float64)).dtype|(A.double()*A).dtype|(torch.tensor([1,2])*1.5).dtype|torch.tensor([1,2]).sum().dtype|torch.tensor([True,True]).sum()|torch.tensor([1],dtype=torch.int32).sum().dtype
"""

GRADIENTS = """
(x*x).sum()|((x*y)**2).mean()|(x+y).pow(3).sum()|(x/y).sum()|(x-y).abs().sum()|(x@w).sum()|(w.t()@x.t()).pow(2).sum()|x.exp().sum()|x.abs().log().sum()|x.abs().sqrt().sum()|x.sin().mul(x.cos()).sum()|torch.tanh(x).sum()|torch.sigmoid(x).sum()|torch.relu(x).sum()|F.gelu(x).sum()|F.softplus(x).sum()|F.leaky_relu(x,0.1).sum()|F.elu(x).sum()|x.clamp(-0.3,0.3).mul(2).sum()|x.clamp(min=0).sum()|torch.maximum(x,y).sum()|torch.minimum(x,y.expand(2,3)).sum()|torch.where(x>0,x*2,y*3).sum()|x.max()|x.min()|x.max(1)[0].sum()|x.min(0)[0].pow(2).sum()|x.amax(1).sum()|x.softmax(1)[0,1]|x.log_softmax(1)[1,2]|x.logsumexp(1).sum()|x.logsumexp(0).sum()|x.std()|x.std(1).sum()|x.var(0).sum()|x.var(unbiased=False)|x.mean(0).pow(2).sum()|x.prod()|x.prod(1).sum()|x.norm()|x.norm(1)|x.norm(3)|x.norm(dim=1).sum()|x.cumsum(1).pow(2).sum()|x.cumprod(1).sum()|x.sort(1)[0][:,0].sum()|x.topk(2,1)[0].pow(2).sum()|x.t().pow(2)[0,1]|x.view(-1)[1:4].prod()|x.reshape(3,2).mm(x).sum()|x[:,1].pow(2).sum()|x[0]@y|x[:,::2].exp().sum()|x[[0,0,1]].pow(2).sum()|x[x>0].pow(2).sum()|torch.cat((x,x*2)).pow(2).sum()|torch.stack((x,x.exp())).sum()|x.repeat(2,2).pow(2).sum()|y.expand(4,3).exp().sum()|x.unsqueeze(1).squeeze(1).pow(2).sum()|x.flip(0).cumsum(0).sum()|x.gather(1,torch.tensor([[0,2],[1,1]])).pow(2).sum()|x.index_select(1,torch.tensor([2,2,0])).pow(2).sum()|x.masked_fill(x>0,0).pow(2).sum()|torch.outer(y,y).pow(2).sum()|y.dot(y)|y.diag().pow(2).sum()|(x@x.t()+torch.eye(2)).inverse().sum()|torch.addmm(torch.ones(2,4),x,w).pow(2).sum()|torch.einsum('ij,jk->ik',x,w).pow(2).sum()|F.mse_loss(x,y.expand(2,3))|F.l1_loss(x,y.expand(2,3))|F.smooth_l1_loss(x*3,y.expand(2,3))|F.cross_entropy(x,torch.tensor([2,0]))|F.nll_loss(F.log_softmax(x,1),torch.tensor([2,0]))|F.binary_cross_entropy_with_logits(x,(x>0).float())|F.binary_cross_entropy(torch.sigmoid(x),torch.ones(2,3))|(x.detach()*x).sum()|(x*x.sum()).sum()|F.linear(x,w.t()).relu().sum()|((x@w).relu()@w.t()).sum()|x.abs().pow(y.abs()).sum()|(2**x).sum()|(1/x).sum()|(x**2+y**2).sqrt().sum()|(x%0.3).sum()|x.round().sum()+x.sum()|x.sign().sum()*x.sum()|x.transpose(0,1).contiguous().view(-1)[::2].sum()|x.chunk(3,1)[1].pow(2).sum()|x.split([1,2],1)[1].pow(2).sum()|torch.relu(x-x).sum()|(x-x).abs().sum()|torch.clamp(x*0,0,1).sum()|torch.maximum(x,x).sum()|(x-x).pow(2).sum()|x.mul(0).norm()|x.mul(0).sigmoid().sum()|x.mul(0).add(1).std()|x.mul(0).prod()|x.mul(0).max()|x.mul(0).max(1)[0].sum()|x.sum(0,keepdim=True).expand(2,3).mul(x).sum()|x.tril().sum()|F.normalize(x).sum()|x.kthvalue(2,1)[0].sum()|x.median()
"""

def lcg(count, seed):
    out = []
    for _ in range(count):
        seed = (seed * 1664525 + 1013904223) % 2**32
        out.append((2 * (seed >> 8) / 2**24 - 1))
    return out

def shaped(seed, *shape):
    return torch.tensor(lcg(math.prod(shape), seed), dtype=torch.float32).reshape(shape)

def number(v):
    if isinstance(v, float):
        if math.isnan(v): return "NaN"
        if math.isinf(v): return "Infinity" if v > 0 else "-Infinity"
    return v

def array(t):
    t = t.detach()
    flat = t.reshape(-1)
    if t.dtype == torch.float32:
        import numpy
        data = [number(float(str(v))) for v in flat.numpy()]
    else:
        data = [number(v) for v in flat.tolist()]
    return {"shape": list(t.shape), "dtype": str(t.dtype).replace("torch.", ""), "data": data}

def encode(v):
    if isinstance(v, torch.Tensor): return array(v)
    if isinstance(v, torch.Size): return list(v)
    if isinstance(v, torch.dtype): return str(v).replace("torch.", "")
    if isinstance(v, (list, tuple)): return [encode(e) for e in v]
    return number(v)

def evaluate(expression, inputs):
    names = dict(inputs, torch=torch, F=F, nn=nn, math=math)
    if torch.get_default_dtype() == torch.float64: expression = expression.replace(".float()", ".double()")
    *statements, last = [part.strip() for part in expression.split(";")]
    for statement in statements: exec(statement, names)
    return eval(last, names)

def in_double(inputs):
    return {k: v.double() if v.is_floating_point() else v for k, v in inputs.items()}

def has_floats(v):
    return isinstance(v, float) or isinstance(v, torch.Tensor) and v.is_floating_point() \
        or isinstance(v, (list, tuple)) and any(has_floats(e) for e in v)

def scale(v):
    if isinstance(v, torch.Tensor):
        finite = v[torch.isfinite(v)].abs().double() if v.is_floating_point() else v.new_zeros(0)
        return finite.max().item() if finite.numel() else 0.0
    return max([scale(e) for e in v], default=0.0) if isinstance(v, (list, tuple)) else 0.0

def tol(v):
    return {"rtol": 2e-5, "atol": max(1e-6 * max(scale(v), 0.1), 1e-7)}

def write(name, about, cases, inputs=None):
    topic = {"file": name, "about": about, "made_with": {"torch": torch.__version__.split("+")[0]}}
    if inputs: topic["inputs"] = {k: array(v) for k, v in inputs.items()}
    with open(os.path.join(HERE, name + ".json"), "w") as out:
        head = json.dumps(topic)[:-1]
        out.write(head + ', "cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]}\n")

def main():
    inputs = {"A": shaped(1, 2, 3), "B": shaped(2, 3), "C": shaped(3, 2, 1), "D": shaped(4, 3, 4), "E": shaped(5, 2, 3, 4),
              "Q": shaped(6, 2, 4, 2), "V": shaped(7, 4), "R": shaped(8, 4, 3) * 3,
              "I": torch.tensor([[3, 1, 2], [2, 2, 0]]), "M": torch.tensor([[True, False, True], [False, False, True]])}
    cases = []
    for line in OPS.strip().split("\n"):
        for op in line.replace("(M | (A", "(M BAR (A").split("|"):
            op = op.replace("BAR", "|").strip()
            value = evaluate(op, inputs)
            case = {"id": f"t{len(cases)}", "what": op, "expected": {"value": encode(value)}}
            if has_floats(value) and "dtype" not in op and "double" not in op and "float64" not in op:
                torch.set_default_dtype(torch.float64)
                precise = evaluate(op, in_double(inputs))
                torch.set_default_dtype(torch.float32)
                case["expected_f64"] = {"value": encode(precise)}
                case["tol"] = {"value": tol(precise)}
            cases.append(case)
    write("more_tensor_ops", "The operations of the labs, edge cases and types included.", cases, inputs)

    leaves = {"x": shaped(11, 2, 3), "y": shaped(12, 3), "w": shaped(13, 3, 4)}
    cases = []
    for op in GRADIENTS.strip().split("|"):
        op = op.strip()
        used = {k: v for k, v in leaves.items() if k in __import__("re").findall(r"\b[xyw]\b", op)}
        def run(double):
            torch.set_default_dtype(torch.float64 if double else torch.float32)
            mine = {k: (v.double() if double else v.clone()).requires_grad_() for k, v in used.items()}
            value = evaluate(op, mine)
            value.backward()
            torch.set_default_dtype(torch.float32)
            return {"value": value.detach(), **{"grad_" + k: v.grad if v.grad is not None else torch.zeros_like(v) for k, v in mine.items()}}
        single, double = run(False), run(True)
        cases.append({"id": f"g{len(cases)}", "what": op, "inputs": {k: array(v) for k, v in used.items()},
                      "expected": {k: array(v) for k, v in single.items()},
                      "expected_f64": {k: array(v) for k, v in double.items()},
                      "tol": {k: tol(v) for k, v in double.items()}})
    write("more_autograd", "Gradients of the operations of the labs; at kinks PyTorch's conventions.", cases)

main()
