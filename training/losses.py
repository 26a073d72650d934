"""Losses over a whole batch; each is a sum over its texts."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batch import IGNORE, Spans, Texts
from training.labels import MODALITIES, SIDE_ROLES
from training.model import CLOSED

LINK_WEIGHT = 3.0
CUE_WEIGHT = 2.0
SHARES = {
    "mention": 0.7, "trigger": 1.0, "cue": 0.3, "action": 1.0, "pair": 1.0, "side": 0.5,
    "modality": 0.5, "symmetric": 0.3, "mode": 0.3, "same": 0.5, "link": 1.0,
}  # fmt: skip


def tag_losses(texts: Texts, mention: Tensor, trigger: Tensor, cue: Tensor) -> dict[str, Tensor]:
    words = functional.cross_entropy(
        trigger.flatten(0, 1), texts.trigger.flatten(), ignore_index=IGNORE, reduction="none"
    )
    heavy = torch.where(texts.cue > 0, CUE_WEIGHT, 1.0) * texts.on
    return {
        "mention": functional.cross_entropy(
            mention.flatten(0, 1), texts.mention.flatten(), ignore_index=IGNORE, reduction="sum"
        ),
        "trigger": (words * texts.weight.flatten()).sum(),
        "cue": (functional.binary_cross_entropy_with_logits(cue, texts.cue, reduction="none") * heavy).sum(),
    }


def span_losses(
    goal: Spans,
    allowed: Tensor,
    action: Tensor,
    pairs: Tensor,
    sides: Tensor,
    status: Tensor,
    same: Tensor,
    link: Tensor,
) -> dict[str, Tensor]:
    """allowed [modes, actions]: which modes an action has; logits as Pairs gives them."""
    m = len(MODALITIES)
    modality, symmetric, mode = status[..., :m], status[..., m], status[..., m + 1 :]
    mode = mode.masked_fill(~allowed[goal.action.argmax(-1)], CLOSED)
    log_action = action.log_softmax(-1)
    mutual = functional.binary_cross_entropy_with_logits(symmetric, goal.symmetric, reduction="none")
    linked = functional.binary_cross_entropy_with_logits(link, goal.link, reduction="none")
    return {
        "action": -((goal.action * log_action).sum(-1) * goal.real).sum(),
        "pair": (grouped(pairs.flatten(2), goal.pair_group.flatten(2)) * goal.weight).sum(),
        "side": sum(
            (grouped(sides[..., j], goal.side_group[..., j]) * goal.real).sum() for j in range(len(SIDE_ROLES))
        ) + torch.zeros(()),
        "modality": (cross_entropy(modality, goal.modality) * goal.real).sum(),
        "symmetric": (mutual * goal.real).sum(),
        "mode": (cross_entropy(mode, goal.mode) * goal.real).sum(),
        "same": grouped(functional.pad(same.transpose(1, 2), (1, 0)), goal.antecedent).sum(),
        "link": (linked * torch.where(goal.link > 0, LINK_WEIGHT, 1.0) * goal.link_weight).sum(),
    }  # fmt: skip


def cross_entropy(logits: Tensor, goal: Tensor) -> Tensor:
    return functional.cross_entropy(logits.flatten(0, -2), goal.flatten(), reduction="none").view(goal.shape)


def grouped(scores: Tensor, group: Tensor) -> Tensor:
    """scores, group [..., P] -> [...]: every gold group against all that is wrong; what is open (-1) takes no part.

    Of a group any member may win. Zero where there is no gold.
    """
    wrong = scores.masked_fill(group != 0, 2 * CLOSED).logsumexp(-1)
    total = torch.zeros_like(wrong)
    for number in range(1, int(group.max()) + 1):
        right = scores.masked_fill(group != number, 2 * CLOSED).logsumexp(-1)
        loss = torch.logaddexp(right, wrong) - right
        total = total + torch.where((group == number).any(-1), loss, 0.0)
    return total
