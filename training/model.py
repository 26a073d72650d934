"""The reader: a tagger over words (mentions, triggers, words that tell of a response) and heads over pairs of spans."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from loaders.extract.features import BUCKETS, LIKENESSES, SIDES
from training.encoder import Encoder
from training.labels import ACTIONS, DATE, KINDS, MODALITIES, PLACE, SIDE_ROLES

CLOSED = -1e4
WIDTH, RANK = 192, 48


class Tagger(nn.Module):
    """ids [B, T], mask [B, T], pool [B, N, T] -> words [B, N, H], text [B, H] and logits per word.

    Mentions [B, N, 1 + 2 kinds] as O, B-0, I-0, B-1, ...; triggers [B, N, 3] as O, B, I; cues [B, N].
    """

    def __init__(self, encoder: Encoder, hidden: int = 384, dropout: float = 0.3) -> None:
        super().__init__()
        self.encoder, self.drop, self.norm = encoder, nn.Dropout(dropout), nn.LayerNorm(hidden)
        self.mention = nn.Linear(hidden, 1 + 2 * len(KINDS))
        self.trigger = mlp(2 * hidden, hidden, 4, dropout)

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        pieces, text = self.encoder(ids, mask)
        words = self.drop(self.norm(pool @ pieces))
        around = self.drop(text)[:, None].expand_as(words)
        logits = self.trigger(torch.cat([words, around], -1))
        return words, text, self.mention(words), logits[..., :3], logits[..., 3]


class Hidden(nn.Module):
    """What stands between two spans and how they fit: [B, I, H], [B, J, H] -> [B, I, J, WIDTH]."""

    def __init__(self, hidden: int, dropout: float, features: int) -> None:
        super().__init__()
        self.a, self.b, self.pa, self.pb = (nn.Linear(hidden, WIDTH) for _ in range(4))
        self.between, self.product = nn.Linear(hidden, WIDTH, bias=False), nn.Linear(WIDTH, WIDTH)
        self.distance, self.feature = nn.Embedding(BUCKETS, WIDTH), nn.Embedding(features, WIDTH)
        self.drop = nn.Dropout(dropout)
        for table in (self.distance, self.feature):
            nn.init.normal_(table.weight, 0, 0.1)  # at N(0, 1) the tables outweigh the words

    def forward(self, a: Tensor, b: Tensor, words: Tensor, distance: Tensor, feature: Tensor, middle: Tensor) -> Tensor:
        x = self.product(torch.tanh(self.pa(a))[:, :, None] * torch.tanh(self.pb(b))[:, None])
        x = x + self.a(a)[:, :, None] + self.b(b)[:, None] + self.distance(distance) + self.feature(feature)
        return self.drop(functional.gelu(x + mean_between(self.between(words), middle)))


class Pairs(nn.Module):
    """Everything that is said of spans; shapes in `forward`."""

    def __init__(self, modes: int, hidden: int = 384, dropout: float = 0.3) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.kind, self.act = nn.Embedding(len(KINDS), hidden), nn.Embedding(len(ACTIONS), hidden)
        self.near_mention, self.near_trigger = nn.Linear(2 * hidden, hidden), nn.Linear(2 * hidden, hidden)
        self.action = mlp(3 * hidden, hidden, len(ACTIONS), dropout)
        self.status = mlp(2 * hidden, hidden, len(MODALITIES) + 2 + modes, dropout)
        self.role, self.corefer = Hidden(hidden, dropout, SIDES), Hidden(hidden, dropout, LIKENESSES)
        self.cause = Hidden(hidden, dropout, SIDES)
        self.fit = nn.Linear(WIDTH, 2 + len(SIDE_ROLES))
        self.source, self.target = nn.Linear(WIDTH, RANK), nn.Linear(WIDTH, RANK)
        self.null = nn.Linear(hidden, 2 + len(SIDE_ROLES) + 2 * RANK)
        self.same, self.link = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        for table in (self.kind, self.act):
            nn.init.normal_(table.weight, 0, 0.1)

    def actions(self, words: Tensor, text: Tensor, trigger_pool: Tensor) -> Tensor:
        """words [B, N, H], text [B, H], trigger_pool [B, K, 3, N] -> action logits [B, K, actions]."""
        spans = self.drop(trigger_pool @ words[:, None])
        around = self.drop(text)[:, None].expand(-1, trigger_pool.shape[1], -1)
        span = spans[:, :, 0] + self.near_trigger(spans[:, :, 1:].flatten(2))
        return torch.as_tensor(self.action(torch.cat([spans[:, :, 0], span, around], -1)))

    def forward(
        self,
        words: Tensor,
        trigger_pool: Tensor,
        trigger_action: Tensor,
        mention_pool: Tensor,
        mention_kind: Tensor,
        role_distance: Tensor,
        role_side: Tensor,
        role_between: Tensor,
        same_distance: Tensor,
        same_likeness: Tensor,
        same_between: Tensor,
        link_distance: Tensor,
        link_side: Tensor,
        link_between: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """words [B, N, H], pools [B, K or M, 3, N], actions [B, K], kinds [B, M] (-1 where there is no mention).

        Returns pairs [B, K, 1 + M, 1 + M] (source, target; 0 is nobody), sides [B, K, 1 + M, 3] (by, place, date),
        status [B, K, modalities + symmetric + no mode + modes], same [B, M, M] (row: the earlier mention) and
        links [B, K, K] (row: the cause); all logits.
        """
        spans = trigger_pool @ words[:, None]
        triggers = spans[:, :, 0] + self.near_trigger(spans[:, :, 1:].flatten(2)) + self.act(trigger_action)
        around = mention_pool @ words[:, None]
        mentions = (
            around[:, :, 0] + self.near_mention(around[:, :, 1:].flatten(2)) + self.kind(mention_kind.clamp(min=0))
        )
        role = self.role(triggers, mentions, words, role_distance, role_side, role_between)
        pairs, sides = self._roles(triggers, role, mention_kind)
        same = self.same(self.corefer(mentions, mentions, words, same_distance, same_likeness, same_between))[..., 0]
        link = self.link(self.cause(triggers, triggers, words, link_distance, link_side, link_between))[..., 0]
        status = self.status(torch.cat([spans[:, :, 0], triggers], -1))
        return pairs, sides, status, same, link

    def _roles(self, triggers: Tensor, role: Tensor, kind: Tensor) -> tuple[Tensor, Tensor]:
        null = self.null(triggers)
        roles = 2 + len(SIDE_ROLES)
        actor = (kind >= 0) & (kind < PLACE)
        open_ = torch.stack([actor, actor, actor, kind == PLACE, kind == DATE], -1)
        scores = torch.cat([null[:, :, None, :roles], self.fit(role).masked_fill(~open_[:, None], CLOSED)], 2)
        source = torch.cat([null[:, :, None, roles : roles + RANK], self.source(role)], 2)
        target = torch.cat([null[:, :, None, roles + RANK :], self.target(role)], 2)
        pairs = scores[..., 0, None] + scores[..., 1][:, :, None] + source @ target.transpose(2, 3) * RANK**-0.5
        place = torch.arange(pairs.shape[-1])
        self_acting = (place[:, None] == place) & (place > 0)
        return pairs.masked_fill(self_acting, CLOSED), scores[..., 2:]


def mlp(inputs: int, hidden: int, outputs: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, outputs))


def mean_between(words: Tensor, middle: Tensor) -> Tensor:
    """words [B, N, D], middle [B, I, J, 2] (first, end) -> mean of these words, zero where there are none."""
    sums = torch.cat([torch.zeros_like(words[:, :1]), words.cumsum(1)], 1)
    low, high = middle[..., 0].flatten(1), middle[..., 1].flatten(1)
    pick = [sums.gather(1, at[..., None].expand(-1, -1, sums.shape[-1])) for at in (low, high)]
    mean = (pick[1] - pick[0]) / (high - low).clamp(min=1)[..., None]
    return mean.view(middle.shape[0], middle.shape[1], middle.shape[2], mean.shape[-1])
