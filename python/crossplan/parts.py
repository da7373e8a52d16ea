"""An alignment in parts, for a corpus that is read and scored on several machines (Spark, Dask, a cluster).

How common a phrase is, is known of the whole corpus only. Three steps give exactly the rows that one machine gives:

1. `commonness` of each part; the sum is sent everywhere.
2. `signatures` name the units by features that all parts share: a join on them finds candidates, `score` scores those of any two plans.
3. `group` makes the rows where all scores come together. It holds the features of all units, about a seventh of the plans themselves.

`notebooks/spark.ipynb` does this with PySpark.
"""

from __future__ import annotations

from ._crossplan import CANDIDATES_FROM, Commonness, commonness, group, score, signatures

__all__ = ["CANDIDATES_FROM", "Commonness", "commonness", "group", "score", "signatures"]
