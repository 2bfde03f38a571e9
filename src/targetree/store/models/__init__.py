"""All tables, by subject."""

from .accounts import Account, ApiToken, Grant, IdempotencyKey, Invitation, Role
from .activity import ActivityBasis, OwnRates
from .commitments import Comment, Commitment
from .company import CalendarDay, Company, Measure, Product, Statement, StatementLink
from .conditions import ConditionFigure
from .imports import HeadingMap, ImportRun
from .knowledge import Actual, Customer, FunnelStep, MarketNote, Opportunity, Receivable, Reward
from .organisation import Node, Person
from .outlooks import Judgement, Outlook, OutlookBasis
from .plans import (
    Action,
    Checkpoint,
    Condition,
    ExpenseBudget,
    Focus,
    PlanComment,
    PlanCopy,
    PlanPoint,
    SupportRequest,
    WorkPlan,
)
from .record import Record
from .request_events import RequestEvent
from .reviews import STEPS, Letter, LetterSignature, PlanDeadline
from .sheets import CustomerLine, Line, ReceiptLine, Sheet, Tier
from .targets import Edit, Hold, LineChange
from .versions import Place, Version

__all__ = [
    "STEPS",
    "Account",
    "Action",
    "ActivityBasis",
    "Actual",
    "ApiToken",
    "CalendarDay",
    "Checkpoint",
    "Comment",
    "Commitment",
    "Company",
    "Condition",
    "ConditionFigure",
    "Customer",
    "CustomerLine",
    "Edit",
    "ExpenseBudget",
    "Focus",
    "FunnelStep",
    "Grant",
    "HeadingMap",
    "Hold",
    "IdempotencyKey",
    "ImportRun",
    "Invitation",
    "Judgement",
    "Letter",
    "LetterSignature",
    "Line",
    "LineChange",
    "MarketNote",
    "Measure",
    "Node",
    "Opportunity",
    "Outlook",
    "OutlookBasis",
    "OwnRates",
    "Person",
    "Place",
    "PlanComment",
    "PlanCopy",
    "PlanDeadline",
    "PlanPoint",
    "Product",
    "ReceiptLine",
    "Receivable",
    "Record",
    "RequestEvent",
    "Reward",
    "Role",
    "Sheet",
    "Statement",
    "StatementLink",
    "SupportRequest",
    "Tier",
    "Version",
    "WorkPlan",
]  # fmt: skip
