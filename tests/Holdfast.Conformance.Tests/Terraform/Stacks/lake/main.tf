terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "team" {
  type    = string
  default = "blue"
}

resource "aws_cloudtrail_event_data_store" "investigation" {
  name                           = "investigation"
  termination_protection_enabled = false
  retention_period               = var.team == "blue" ? 90 : 180
  tags = {
    team = var.team
  }
}

resource "aws_cloudtrail_event_data_store" "objects" {
  name                           = "objects"
  multi_region_enabled           = false
  termination_protection_enabled = false
  billing_mode                   = "FIXED_RETENTION_PRICING"

  advanced_event_selector {
    name = "writes to objects"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field  = "readOnly"
      equals = ["false"]
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = ["arn:aws:s3:::evidence/"]
    }
  }
}
