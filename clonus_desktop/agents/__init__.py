"""The drugs that can cause serotonin toxicity: a dated table that a practice can add to."""

from clonus_desktop.agents.reading import AGENTS_NAME, AgentError, load_agent_names, load_agents
from clonus_desktop.agents.table import CONFIRMED_MARK, MARKS, Agent, AgentClass, AgentTable, Code

__all__ = [
    "AGENTS_NAME",
    "CONFIRMED_MARK",
    "MARKS",
    "Agent",
    "AgentClass",
    "AgentError",
    "AgentTable",
    "Code",
    "load_agent_names",
    "load_agents",
]
