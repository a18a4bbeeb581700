"""Studies as registers give them (API JSON, XML, CSV) into records: a table a source, one engine for all of them."""

from trialx.registries.catalogue import catalogue, source_of_object
from trialx.registries.ctgov import clinical_study_places, read_clinical_study, read_study, studies_in, study_places
from trialx.registries.delimited import heading
from trialx.registries.delimited import rows as table_rows
from trialx.registries.delimited import side_rows as table_side_rows
from trialx.registries.entry import Entry, entry, read_entry
from trialx.registries.ictrp import read_ictrp_csv, read_ictrp_row, read_ictrp_xml
from trialx.registries.nodes import NotAStudy
from trialx.registries.table import columns_of as table_columns
from trialx.registries.tagged import citations, is_listing, is_ris, listing
from trialx.registries.who import read_who_xml
from trialx.registries.xml_entries import holds_many, read_xml, xml_entries

__all__ = [
    "Entry",
    "NotAStudy",
    "catalogue",
    "citations",
    "clinical_study_places",
    "entry",
    "heading",
    "holds_many",
    "is_listing",
    "is_ris",
    "listing",
    "read_clinical_study",
    "read_entry",
    "read_ictrp_csv",
    "read_ictrp_row",
    "read_ictrp_xml",
    "read_study",
    "read_who_xml",
    "read_xml",
    "source_of_object",
    "studies_in",
    "study_places",
    "table_columns",
    "table_rows",
    "table_side_rows",
    "xml_entries",
]
