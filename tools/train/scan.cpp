// SPDX-License-Identifier: Apache-2.0
// The parts of training that are loops over words and not products of matrices: the recurrence of SRU layers,
// sums of table rows with their optimiser, and the chain of name tags. Built by torch.utils.cpp_extension
// when training starts. Sentences lie one after another; `starts` holds where each begins, and at last the
// number of words.
#include <algorithm>
#include <cmath>
#include <vector>

#include <torch/extension.h>

namespace {

using torch::Tensor;

inline float sigmoid(float x) {
  return 1.0f / (1.0f + std::exp(-x));
}

/// One direction. `u` and `out` point at this direction's columns; rows are `u_step` and `out_step` floats
/// apart.
void forward_direction(const float* u, std::int64_t u_step, const float* vf, const float* vr, float* out,
                       std::int64_t out_step, float* c, float* f, float* r, std::int64_t h,
                       std::int64_t first, std::int64_t last, std::int64_t step) {
  const std::vector<float> zeros(h, 0.0f);
  const float* before = zeros.data();
  for (std::int64_t t = first; t != last; t += step) {
    const float* row = u + t * u_step;
    float* out_row = out + t * out_step;
    float* c_row = c + t * out_step;
    float* f_row = f + t * out_step;
    float* r_row = r + t * out_step;
#pragma omp simd
    for (std::int64_t k = 0; k < h; ++k) {
      const float keep = sigmoid(row[h + k] + vf[k] * before[k]);
      const float gate = sigmoid(row[2 * h + k] + vr[k] * before[k]);
      const float state = keep * before[k] + (1.0f - keep) * row[k];
      c_row[k] = state;
      f_row[k] = keep;
      r_row[k] = gate;
      out_row[k] = gate * state + (1.0f - gate) * row[3 * h + k];
    }
    before = c_row;
  }
}

void backward_direction(const float* u, std::int64_t u_step, const float* vf, const float* vr,
                        const float* d_out, std::int64_t out_step, const float* c, const float* f,
                        const float* r, float* d_u, float* d_vf, float* d_vr, std::int64_t h,
                        std::int64_t first, std::int64_t last, std::int64_t step) {
  const std::vector<float> zeros(h, 0.0f);
  std::vector<float> carry(h, 0.0f);
  for (std::int64_t t = last - step; t != first - step; t -= step) {
    const float* row = u + t * u_step;
    float* d_row = d_u + t * u_step;
    const float* d = d_out + t * out_step;
    const float* c_row = c + t * out_step;
    const float* f_row = f + t * out_step;
    const float* r_row = r + t * out_step;
    const float* before = t == first ? zeros.data() : c + (t - step) * out_step;
#pragma omp simd
    for (std::int64_t k = 0; k < h; ++k) {
      const float keep = f_row[k];
      const float gate = r_row[k];
      const float d_gate = d[k] * (c_row[k] - row[3 * h + k]) * gate * (1.0f - gate);
      const float d_state = carry[k] + d[k] * gate;
      const float d_keep = d_state * (before[k] - row[k]) * keep * (1.0f - keep);
      d_row[k] = d_state * (1.0f - keep);
      d_row[h + k] = d_keep;
      d_row[2 * h + k] = d_gate;
      d_row[3 * h + k] = d[k] * (1.0f - gate);
      d_vf[k] += d_keep * before[k];
      d_vr[k] += d_gate * before[k];
      carry[k] = d_state * keep + d_keep * vf[k] + d_gate * vr[k];
    }
  }
}

/// u: N x 8h (forward's z f r p, then backward's); v: 4 x h (vf, vr forward; vf, vr backward). Gives out, c,
/// f, r, each N x 2h.
std::vector<Tensor> sru_forward(Tensor u, Tensor v, Tensor starts) {
  const std::int64_t n = u.size(0);
  const std::int64_t h = u.size(1) / 8;
  Tensor out = torch::empty({n, 2 * h}), c = torch::empty({n, 2 * h}), f = torch::empty({n, 2 * h}),
         r = torch::empty({n, 2 * h});
  const auto* start = starts.data_ptr<std::int64_t>();
  const float* up = u.data_ptr<float>();
  const float* vp = v.data_ptr<float>();
  float *op = out.data_ptr<float>(), *cp = c.data_ptr<float>(), *fp = f.data_ptr<float>(),
        *rp = r.data_ptr<float>();
  for (std::int64_t s = 0; s + 1 < starts.size(0); ++s) {
    forward_direction(up, 8 * h, vp, vp + h, op, 2 * h, cp, fp, rp, h, start[s], start[s + 1], 1);
    forward_direction(up + 4 * h, 8 * h, vp + 2 * h, vp + 3 * h, op + h, 2 * h, cp + h, fp + h, rp + h, h,
                      start[s + 1] - 1, start[s] - 1, -1);
  }
  return {out, c, f, r};
}

std::vector<Tensor> sru_backward(Tensor d_out, Tensor u, Tensor v, Tensor starts, Tensor c, Tensor f,
                                 Tensor r) {
  const std::int64_t h = u.size(1) / 8;
  Tensor d_u = torch::empty_like(u), d_v = torch::zeros_like(v);
  d_out = d_out.contiguous();
  const auto* start = starts.data_ptr<std::int64_t>();
  const float *up = u.data_ptr<float>(), *vp = v.data_ptr<float>(), *dp = d_out.data_ptr<float>(),
              *cp = c.data_ptr<float>(), *fp = f.data_ptr<float>(), *rp = r.data_ptr<float>();
  float *dup = d_u.data_ptr<float>(), *dvp = d_v.data_ptr<float>();
  for (std::int64_t s = 0; s + 1 < starts.size(0); ++s) {
    backward_direction(up, 8 * h, vp, vp + h, dp, 2 * h, cp, fp, rp, dup, dvp, dvp + h, h, start[s],
                       start[s + 1], 1);
    backward_direction(up + 4 * h, 8 * h, vp + 2 * h, vp + 3 * h, dp + h, 2 * h, cp + h, fp + h, rp + h,
                       dup + 4 * h, dvp + 2 * h, dvp + 3 * h, h, start[s + 1] - 1, start[s] - 1, -1);
  }
  return {d_u, d_v};
}

/// rows: N x S numbers of rows, -1 for none. Gives their sums, N x d.
Tensor rows_sum(Tensor table, Tensor rows) {
  const std::int64_t d = table.size(1), n = rows.size(0), slots = rows.size(1);
  Tensor out = torch::zeros({n, d});
  const float* tp = table.data_ptr<float>();
  const auto* rp = rows.data_ptr<std::int32_t>();
  float* op = out.data_ptr<float>();
  for (std::int64_t i = 0; i < n; ++i) {
    for (std::int64_t s = 0; s < slots; ++s) {
      if (rp[i * slots + s] < 0) {
        continue;
      }
      const float* row = tp + static_cast<std::int64_t>(rp[i * slots + s]) * d;
#pragma omp simd
      for (std::int64_t k = 0; k < d; ++k) {
        op[i * d + k] += row[k];
      }
    }
  }
  return out;
}

/// One step of Adam on the rows that `rows` names and `active` allows. `gradient` is the table's, all noughts
/// before and after.
void rows_adam(Tensor table, Tensor first, Tensor second, Tensor gradient, Tensor active, Tensor rows,
               Tensor d_sum, double rate, double beta1, double beta2, double epsilon) {
  const std::int64_t d = table.size(1), n = rows.size(0), slots = rows.size(1);
  float *tp = table.data_ptr<float>(), *mp = first.data_ptr<float>(), *vp = second.data_ptr<float>(),
        *gp = gradient.data_ptr<float>();
  auto* ap = active.data_ptr<std::uint8_t>();
  const auto* rp = rows.data_ptr<std::int32_t>();
  const float* dp = d_sum.data_ptr<float>();
  std::vector<std::int32_t> touched;
  for (std::int64_t i = 0; i < n; ++i) {
    for (std::int64_t s = 0; s < slots; ++s) {
      const std::int32_t at = rp[i * slots + s];
      if (at < 0 || ap[at] == 0) {
        continue;
      }
      if (ap[at] == 1) {
        ap[at] = 2;
        touched.push_back(at);
      }
      float* row = gp + static_cast<std::int64_t>(at) * d;
#pragma omp simd
      for (std::int64_t k = 0; k < d; ++k) {
        row[k] += dp[i * d + k];
      }
    }
  }
  const float b1 = beta1, b2 = beta2, step = rate, e = epsilon;
  for (const std::int32_t at : touched) {
    ap[at] = 1;
    float *t = tp + static_cast<std::int64_t>(at) * d, *m = mp + static_cast<std::int64_t>(at) * d,
          *v = vp + static_cast<std::int64_t>(at) * d, *g = gp + static_cast<std::int64_t>(at) * d;
#pragma omp simd
    for (std::int64_t k = 0; k < d; ++k) {
      const float slope = g[k];
      m[k] = b1 * m[k] + (1.0f - b1) * slope;
      v[k] = b2 * v[k] + (1.0f - b2) * slope * slope;
      t[k] -= step * m[k] / (std::sqrt(v[k]) + e);
      g[k] = 0.0f;
    }
  }
}

/// Log of the sum over all tag sequences of a sentence in which word t may only bear tags of allowed[t]; adds
/// `sign` times its slopes to d_e (words x L) and d_t (L x L).
double chain(const float* e, const float* trans, const std::int32_t* allowed, std::int64_t words,
             std::int64_t tags, double sign, float* d_e, float* d_t) {
  const double nothing = -1e30;
  std::vector<double> alpha(words * tags, nothing), beta(words * tags, nothing);
  const auto may = [&](std::int64_t t, std::int64_t k) { return (allowed[t] >> k & 1) != 0; };
  const auto sum_of = [&](auto value) {
    double top = nothing;
    for (std::int64_t k = 0; k < tags; ++k) {
      top = std::max(top, value(k));
    }
    if (top <= nothing / 2) {
      return nothing;
    }
    double sum = 0;
    for (std::int64_t k = 0; k < tags; ++k) {
      sum += std::exp(value(k) - top);
    }
    return top + std::log(sum);
  };
  for (std::int64_t t = 0; t < words; ++t) {
    for (std::int64_t k = 0; k < tags; ++k) {
      if (!may(t, k)) {
        continue;
      }
      alpha[t * tags + k] = e[t * tags + k] + (t == 0 ? 0.0 : sum_of([&](std::int64_t j) {
                              return alpha[(t - 1) * tags + j] + trans[j * tags + k];
                            }));
    }
  }
  for (std::int64_t t = words - 1; t >= 0; --t) {
    for (std::int64_t k = 0; k < tags; ++k) {
      if (!may(t, k)) {
        continue;
      }
      beta[t * tags + k] = t == words - 1 ? 0.0 : sum_of([&](std::int64_t j) {
        return beta[(t + 1) * tags + j] + trans[k * tags + j] + e[(t + 1) * tags + j];
      });
    }
  }
  const double all = sum_of([&](std::int64_t k) { return alpha[(words - 1) * tags + k]; });
  if (all <= nothing / 2) {
    return 0;
  }
  for (std::int64_t t = 0; t < words; ++t) {
    for (std::int64_t k = 0; k < tags; ++k) {
      if (!may(t, k)) {
        continue;
      }
      d_e[t * tags + k] += sign * std::exp(alpha[t * tags + k] + beta[t * tags + k] - all);
      if (t + 1 < words) {
        for (std::int64_t j = 0; j < tags; ++j) {
          if (may(t + 1, j)) {
            d_t[k * tags + j] += sign * std::exp(alpha[t * tags + k] + trans[k * tags + j] +
                                                 e[(t + 1) * tags + j] + beta[(t + 1) * tags + j] - all);
          }
        }
      }
    }
  }
  return all;
}

/// The loss of the chain of names: log of all sequences less log of the allowed ones, and its slopes.
std::vector<Tensor> chain_loss(Tensor e, Tensor trans, Tensor allowed, Tensor starts, Tensor sentences) {
  const std::int64_t tags = e.size(1);
  Tensor d_e = torch::zeros_like(e), d_t = torch::zeros_like(trans);
  const auto* start = starts.data_ptr<std::int64_t>();
  const auto* wanted = sentences.data_ptr<std::int64_t>();
  std::vector<std::int32_t> any(e.size(0), (1 << tags) - 1);
  double loss = 0;
  for (std::int64_t i = 0; i < sentences.size(0); ++i) {
    // The first position of a sentence is ROOT, which bears no name.
    const std::int64_t from = start[wanted[i]] + 1;
    const std::int64_t words = start[wanted[i] + 1] - from;
    if (words <= 0) {
      continue;
    }
    const float* ep = e.data_ptr<float>() + from * tags;
    float* dp = d_e.data_ptr<float>() + from * tags;
    float* tp = d_t.data_ptr<float>();
    loss += chain(ep, trans.data_ptr<float>(), any.data(), words, tags, 1.0, dp, tp);
    loss -= chain(ep, trans.data_ptr<float>(), allowed.data_ptr<std::int32_t>() + from, words, tags, -1.0, dp,
                  tp);
  }
  return {torch::scalar_tensor(loss), d_e, d_t};
}

}  // namespace

PYBIND11_MODULE(TORCH_EXTENSION_NAME, module) {
  module.def("sru_forward", &sru_forward);
  module.def("sru_backward", &sru_backward);
  module.def("rows_sum", &rows_sum);
  module.def("rows_adam", &rows_adam);
  module.def("chain_loss", &chain_loss);
}
