"""Work plans: what stands behind a target and what will be done about it (M15, M17 … M20, M34, M42)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

KINDS_OF_CONDITION = ("traits", "needed", "in_hand", "repeat", "chances", "mix", "habits", "free")
PARTS = ("must", "gain", "loss", "obstacle", "need", "alone", "stage")


class WorkPlan(models.Model):
    """The plan of a unit or seat for the year's target of a measure. It outlives versions of the numbers."""

    DRAFT, SUBMITTED, RETURNED, AGREED = "draft", "submitted", "returned", "agreed"

    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    measure = models.ForeignKey("store.Measure", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    """The plan year."""
    status = models.CharField(
        max_length=10, default=DRAFT, choices=[(s, s) for s in (DRAFT, SUBMITTED, RETURNED, AGREED)]
    )
    revision = models.BigIntegerField(default=0)
    """Counts the changes of it and all that belongs to it."""
    created_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    """Who returned or agreed it."""
    settled_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    """What was said when it was returned or agreed."""

    class Meta:
        db_table = "work_plans"
        constraints: ClassVar = [models.UniqueConstraint(fields=["node", "measure", "year"], name="work_plan_once")]


class PlanPart(models.Model):
    """What every row of a plan has. `revision` tells the one who saves that somebody else has saved meanwhile."""

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="+")
    revision = models.IntegerField(default=0)
    changed_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Condition(PlanPart):
    """What must hold for a target to be reached; it has conditions of its own, to any depth."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    position = models.IntegerField(default=0)
    """Among its siblings."""
    kind = models.CharField(max_length=10, default="free", choices=[(k, k) for k in KINDS_OF_CONDITION])
    text = models.TextField()
    difficulty = models.TextField(blank=True)
    """What makes it hard."""
    breakthrough = models.TextField(blank=True)
    """What breaks through the difficulty."""
    due = models.DateField(null=True)
    owner = models.ForeignKey("store.Person", models.SET_NULL, null=True, related_name="+")
    figure = models.CharField(max_length=40, blank=True)
    """The live figure that it is bound to, "" for none; then `state` follows from it."""
    figure_of = models.JSONField(default=dict)
    """What the figure is about: ids of a product, a customer, an opportunity, a measure …"""
    at_least = models.FloatField(null=True)
    state = models.CharField(max_length=6, default="open", choices=[(s, s) for s in ("open", "holds", "fails")])
    since = models.DateTimeField(null=True)
    """Since when it has been in this state."""
    judged_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    """Who said so; None where the figure did."""
    note = models.TextField(blank=True)
    """Why it was judged so."""
    source = models.CharField(max_length=60, blank=True)
    """The proposal or template that it began with, so that it is not offered twice."""
    effect = models.BigIntegerField(null=True)
    """What it adds to the year when it holds, smallest unit of the plan's measure."""
    effect_month = models.SmallIntegerField(null=True)
    """0 to 11; None: over the year."""
    effect_product = models.ForeignKey("store.Product", models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "conditions"
        indexes: ClassVar = [models.Index(fields=["plan", "parent", "position"], name="conditions_in_order")]


class PlanPoint(PlanPart):
    """A point of the five parts (M17)."""

    part = models.CharField(max_length=8, choices=[(p, p) for p in PARTS])
    """must, gain, loss, obstacle, need (to know or learn), alone (why no support is wanted), stage (a date)"""
    kind = models.CharField(max_length=12, blank=True)
    """gain, loss: money, honour, training, promotion, stake, other; need: knowledge, skill, information"""
    text = models.TextField()
    amount = models.BigIntegerField(null=True)
    """fen"""
    at_percent = models.SmallIntegerField(null=True)
    """gain, loss: from (gain) or below (loss) which attainment."""
    starts = models.DateField(null=True)
    due = models.DateField(null=True)
    obstacle = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    """The obstacle that a need would overcome."""
    position = models.IntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    arranged = models.TextField(blank=True)
    """Of a need: what has been arranged, such as the course or who teaches it."""
    arranged_for = models.DateField(null=True)
    """The day on which it is to happen."""
    arranged_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    arranged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plan_points"
        indexes: ClassVar = [models.Index(fields=["plan", "part", "position"], name="plan_points_in_order")]


class Action(PlanPart):
    """What somebody will do, with its six directions: who, what, when, where, with what, at what cost (M18)."""

    PLANNED, DOING, DONE, DROPPED = "planned", "doing", "done", "dropped"

    condition = models.ForeignKey(Condition, models.SET_NULL, null=True, related_name="+")
    customer = models.ForeignKey("store.Customer", models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    """What is done."""
    outcome = models.TextField(blank=True)
    """The outcome that satisfies the customer."""
    confirmed_on = models.DateField(null=True)
    """The day on which the customer confirmed the outcome."""
    starts = models.DateField(null=True)
    due = models.DateField(null=True)
    place = models.CharField(max_length=300, blank=True)
    materials = models.TextField(blank=True)
    cost_fen = models.BigIntegerField(null=True)
    marketing = models.TextField(blank=True)
    """Joint marketing with the customer."""
    marketing_fen = models.BigIntegerField(null=True)
    return_fen = models.BigIntegerField(null=True)
    """What the joint marketing is to bring back in sales."""
    spent_fen = models.BigIntegerField(null=True)
    """What was spent in the end, joint marketing included; None: as planned."""
    returned_fen = models.BigIntegerField(null=True)
    """What the joint marketing did bring back."""
    owner = models.ForeignKey("store.Person", models.SET_NULL, null=True, related_name="+")
    urgent = models.BooleanField(default=False)
    important = models.BooleanField(default=True)
    status = models.CharField(max_length=8, default=PLANNED, choices=[(s, s) for s in (PLANNED, DOING, DONE, DROPPED)])
    done_at = models.DateTimeField(null=True)
    position = models.IntegerField(default=0)
    after = models.ManyToManyField("self", symmetrical=False, related_name="+", db_table="action_dependencies")
    """Actions that must be done before."""

    class Meta:
        db_table = "actions"
        indexes: ClassVar = [models.Index(fields=["plan", "due"], name="actions_by_date")]


class ExpenseBudget(models.Model):
    """What a unit or seat may spend in a plan year on its actions. Fen. Children never have more than their parent."""

    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    """The plan year."""
    amount_fen = models.BigIntegerField()
    stated = models.BooleanField(default=False)
    """Whether somebody set it; else it follows from the one above, by the targets."""
    revision = models.IntegerField(default=0)
    changed_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "expense_budgets"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node", "year"], name="expense_budget_once"),
            models.CheckConstraint(condition=models.Q(amount_fen__gte=0), name="expense_budget_not_negative"),
        ]


class Focus(PlanPart):
    """The one focus of a quarter (M19)."""

    quarter = models.SmallIntegerField()
    """0 to 3"""
    text = models.TextField()
    share_percent = models.SmallIntegerField(null=True)
    """Of the working time."""
    serving = ArrayField(models.BigIntegerField(), default=list)
    """Ids of the actions of the plan that serve it; one that is deleted falls out by itself."""

    class Meta:
        db_table = "focuses"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "quarter"], name="focus_once")]


class Checkpoint(PlanPart):
    """What is to be reached in a third of a month (M20). Money in fen."""

    month = models.SmallIntegerField()
    """0 to 11"""
    third = models.SmallIntegerField()
    """0 early, 1 middle, 2 late"""
    customers = models.BigIntegerField(default=0)
    visits = models.BigIntegerField(default=0)
    signings = models.BigIntegerField(default=0)
    products_signed = models.BigIntegerField(default=0)
    amount_signed = models.BigIntegerField(default=0)
    revenue = models.BigIntegerField(default=0)
    cash = models.BigIntegerField(default=0)
    held = models.JSONField(default=list)
    """Names of the fields that stand while others make room."""

    class Meta:
        db_table = "checkpoints"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "month", "third"], name="checkpoint_once")]


class SupportRequest(models.Model):
    """Support wanted from a team or another department, with a date (M34)."""

    OPEN, ACCEPTED, DECLINED, DONE, WITHDRAWN = "open", "accepted", "declined", "done", "withdrawn"

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="+")
    node = models.ForeignKey("store.Node", models.PROTECT, related_name="+")
    """Who asks: the plan's node."""
    text = models.TextField()
    why = models.TextField(blank=True)
    """What fails without it."""
    needed_by = models.DateField()
    to_node = models.ForeignKey("store.Node", models.PROTECT, null=True, related_name="+")
    """The unit that is asked; its manager answers. Either this or `to_account`."""
    to_account = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    """The colleague who is asked."""
    status = models.CharField(
        max_length=10, default=OPEN, choices=[(s, s) for s in (OPEN, ACCEPTED, DECLINED, DONE, WITHDRAWN)]
    )
    promised = models.DateField(null=True)
    answer = models.TextField(blank=True)
    revision = models.IntegerField(default=0)
    asked_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "support_requests"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(to_node__isnull=True) ^ models.Q(to_account__isnull=True), name="request_to_one"
            )
        ]


class PlanComment(models.Model):
    """Said about a line of a plan, or about all of it."""

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="+")
    about = models.CharField(max_length=12, blank=True)
    """condition, point, action, focus, checkpoint, request; "" the plan as a whole"""
    about_id = models.BigIntegerField(null=True)
    text = models.TextField()
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "plan_comments"
        indexes: ClassVar = [models.Index(fields=["plan", "at"], name="plan_comments_of_plan")]


class PlanCopy(models.Model):
    """The plan as it was when it was submitted, returned or agreed. Never changed."""

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="+")
    number = models.IntegerField()
    event = models.CharField(max_length=10)
    """submitted, returned, agreed"""
    content = models.JSONField()
    note = models.TextField(blank=True)
    account = models.ForeignKey("store.Account", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "plan_copies"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="plan_copy_once")]
