"""Studies as registers give them (API JSON, XML, CSV) into records: a table a source, one engine for all of them."""

from trialx.registries.ctgov import clinical_study_places, read_clinical_study, read_study, studies_in, study_places
from trialx.registries.ictrp import read_ictrp_csv, read_ictrp_row, read_ictrp_xml
from trialx.registries.nodes import NotAStudy
from trialx.registries.who import read_who_xml

__all__ = [
    "NotAStudy",
    "clinical_study_places",
    "read_clinical_study",
    "read_ictrp_csv",
    "read_ictrp_row",
    "read_ictrp_xml",
    "read_study",
    "read_who_xml",
    "studies_in",
    "study_places",
]
