"""A first look at pages: which of them can be a trial's record at all, at a fraction of what reading them costs."""

from trialx.triage.look import SHORT, may_be_trial

__all__ = ["SHORT", "may_be_trial"]
